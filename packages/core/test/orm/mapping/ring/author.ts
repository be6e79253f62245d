import { mappedColumn, relationship } from '../../../../src/index.ts';
import { Base, Identified } from './base.ts';
import { Book } from './book.ts';

export class Author extends Identified('ring_author', {
  name: mappedColumn(Base.type.title),
  books: () => relationship([Book], { backPopulates: 'author', cascade: 'all, delete-orphan', orderBy: Book.c.id }),
}) {
  readonly #seen = new Set<string>();

  static named(name: string): Author {
    return new this({ name });
  }

  titles(): readonly string[] {
    for (const { title } of this.books) this.#seen.add(title);
    return [...this.#seen];
  }

  /** Of the other module's class, whose methods give this one. */
  coAuthors() {
    return this.books.flatMap((book) => book.reviewers());
  }
}
