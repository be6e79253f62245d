import type { ForUpdateNode } from '../../sql/nodes/statement-nodes.ts';
import type { SqlWriter } from '../rules.ts';
import { fromsNamedBy } from './named-froms.ts';

/** Standard SQL knows no more than this. */
export function writeForUpdate(): string {
  return ' FOR UPDATE';
}

/** ` OF a, b`: the tables that are locked. */
export function lockedTables({ of }: ForUpdateNode, sql: SqlWriter): string {
  const names = new Set(of.flatMap(fromsNamedBy).map((from) => sql.identifier(sql.fromName(from))));
  return names.size === 0 ? '' : ` OF ${[...names].join(', ')}`;
}

/** ` NOWAIT`, ` SKIP LOCKED` */
export function waiting({ nowait, skipLocked }: ForUpdateNode): string {
  return `${nowait ? ' NOWAIT' : ''}${skipLocked ? ' SKIP LOCKED' : ''}`;
}
