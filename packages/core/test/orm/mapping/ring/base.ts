import { declarativeBase, mappedColumn, MetaData, types as t } from '../../../../src/index.ts';

export const Base = declarativeBase({ metadata: new MetaData({ naming: 'snake_case' }), typeMap: { title: t.String(50) } });

/** What all classes of this application have. */
export const Identified = Base.with({ id: mappedColumn(t.Integer, { primaryKey: true }) });
