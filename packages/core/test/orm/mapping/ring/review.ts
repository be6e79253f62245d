import { foreignKey, mappedColumn, relationship, types as t } from '../../../../src/index.ts';
import type { Atlas } from './atlas.ts';
import { Author } from './author.ts';
import { Identified } from './base.ts';
import { Book } from './book.ts';

export class Review extends Identified('ring_review', {
  bookId: mappedColumn(t.Integer, foreignKey('ring_book.id')),
  byId: mappedColumn(t.Integer, foreignKey('ring_author.id')),
  book: () => relationship(Book, { backPopulates: 'reviews' }),
  by: () => relationship(Author),
}) {
  /** A subclass is imported as a type alone: it has to be loaded after the class that it extends. */
  atlas(): Atlas | null {
    return this.book.kind === 'atlas' ? (this.book as Atlas) : null;
  }
}
