import {
  checkConstraint,
  column,
  computed,
  foreignKey,
  foreignKeyConstraint,
  identity,
  index,
  literalColumn,
  MetaData,
  primaryKeyConstraint,
  Table,
  types as t,
  uniqueConstraint,
} from '@aludel/core';
import type { Requirement } from './requirements.ts';

/** What the tables of {@link richSchema} are called. */
export const names = ['reflected_parent', 'reflected_child', 'reflected_types', 'Reflected odd "names"'] as const;
const [parentName, childName, typesName, oddName] = names;

/** A schema with everything that tables can have as far as the database has it, and every type that all databases know. */
export function richSchema(has: (requirement: Requirement) => boolean): MetaData {
  const metadata = new MetaData();
  new Table(
    parentName,
    metadata,
    {
      id: column(t.Integer, { primaryKey: true }),
      name: column(t.String(30), { comment: "the 'name'", index: true }),
      createdAt: column('created_at', t.DateTime, { nullable: true }),
    },
    { comment: "the parent's \\ own" },
  );
  new Table(
    childName,
    metadata,
    {
      a: column(t.Integer, { primaryKey: true, autoincrement: false }),
      b: column(t.Integer, { primaryKey: true, autoincrement: false }),
      parentId: column(
        'parent_id',
        t.Integer,
        foreignKey(`${parentName}.id`, {
          name: 'reflected_fk_parent',
          ...(has('deleteActions') ? { ondelete: 'SET NULL' } : {}),
          ...(has('updateActions') ? { onupdate: 'CASCADE' } : {}),
        }),
        { nullable: true },
      ),
      select: column(t.String(20), { serverDefault: "x'y" }),
      amount: column(t.Integer, { serverDefault: literalColumn('7') }),
      twice: column(t.Integer, { nullable: true, computed: computed('amount * 2', { persisted: has('storedColumns') }) }),
    },
    (c) => [
      primaryKeyConstraint('b', 'a'),
      uniqueConstraint('select', 'amount', { name: 'reflected_uq' }),
      checkConstraint('amount > 5 AND b <> 3', { name: 'reflected_ck' }),
      index('reflected_ix', c.amount.desc(), 'a'),
    ],
  );
  new Table(typesName, metadata, {
    id: column(t.BigInteger, { primaryKey: true, identity: identity({ start: 100, increment: 5, always: true }) }),
    integer: column(t.Integer),
    small: column(t.SmallInteger, { nullable: true }),
    big: column(t.BigInteger, { unique: true }),
    numeric: column(t.Numeric(10, 2)),
    float: column(t.Float),
    double: column(t.Double),
    string: column(t.String(30)),
    unicode: column(t.Unicode(20)),
    text: column(t.Text),
    unicodeText: column(t.UnicodeText),
    boolean: column(t.Boolean),
    dateTime: column(t.DateTime),
    instant: column(t.DateTime({ timezone: true })),
    exactDateTime: column(t.DateTime({ mode: 'string' })),
    date: column(t.Date),
    time: column(t.Time),
    exactTime: column(t.Time({ precision: 3 })),
    interval: column(t.Interval),
    bytes: column(t.LargeBinary),
    json: column(t.JSON),
    uuid: column(t.Uuid),
    enum: column(t.Enum('draft', "it's", { name: 'reflected_enum' })),
  });
  new Table(
    oddName,
    metadata,
    {
      'a b': column(t.Integer),
      'MiXed "q"': column(t.Integer),
      ü: column(t.Integer, { primaryKey: true }),
    },
    [foreignKeyConstraint(['a b', 'MiXed "q"'], [`${childName}.b`, `${childName}.a`], { name: 'Odd "fk"' })],
  );
  return metadata;
}
