import { declarativeBase, mappedColumn, MetaData, types as t } from '@aludel/core';

export const metadata = new MetaData({ naming: 'snake_case' });
export const Base = declarativeBase({ metadata, typeMap: { shortText: t.String(50), money: t.Numeric(10, 2) } });

/** What all classes of an application have: spread, and by a base of its own. */
export const timestamps = {
  createdAt: mappedColumn(t.DateTime, { default: () => new Date() }),
  changedAt: mappedColumn(t.DateTime, { nullable: true }),
};
export const Stamped = Base.with({ ...timestamps, version: mappedColumn(t.Integer) }, { versionId: 'version' });

export type Equal<A, B> = (<G>() => G extends A ? 1 : 2) extends <G>() => G extends B ? 1 : 2 ? true : false;
export const isTrue = <T extends true>(): T => true as T;
