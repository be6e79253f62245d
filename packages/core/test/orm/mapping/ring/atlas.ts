import { mappedColumn, types as t } from '../../../../src/index.ts';
import { Base } from './base.ts';
import { Book } from './book.ts';

export class Atlas extends Base.inherits(
  Book,
  'ring_atlas',
  { scale: mappedColumn(t.Integer) },
  { polymorphicIdentity: 'atlas' },
) {
  override pages = 200;

  describe(): string {
    return `${this.title} (1:${this.scale}), ${this.pages} pages`;
  }
}
