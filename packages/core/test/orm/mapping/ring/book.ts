import { foreignKey, mappedColumn, relationship, types as t } from '../../../../src/index.ts';
import { Author } from './author.ts';
import { Base, Identified } from './base.ts';
import { Review } from './review.ts';

export class Book extends Identified(
  'ring_book',
  {
    title: mappedColumn(Base.type.title),
    kind: mappedColumn(t.String<'book' | 'atlas'>(10)),
    authorId: mappedColumn(t.Integer, foreignKey('ring_author.id')),
    author: () => relationship(Author, { backPopulates: 'books' }),
    reviews: () => relationship([Review], { backPopulates: 'book' }),
  },
  { polymorphicOn: 'kind', polymorphicIdentity: 'book' },
) {
  pages = 100;

  reviewers(): readonly Author[] {
    return this.reviews.map(({ by }) => by);
  }
}
