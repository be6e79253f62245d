import type { Capabilities } from '@aludel/core/dialect';
import type { Requirement } from './requirements.ts';
import type { Claim } from './run-record.ts';

/** A capability with several values, and the requirements whose tests show which one holds. */
export interface CapabilityValue {
  readonly claim: Omit<Claim, 'tests'>;
  readonly shownBy: readonly Requirement[];
}

/** What the support matrix says of capabilities that are more than there or not. */
export function capabilityValues(declared: Capabilities): readonly CapabilityValue[] {
  return [
    value('upsert', 'Which conflict an INSERT can turn into an UPDATE: namedKey, anyKey or none.', declared.upsert, [
      'upsert',
      'upsertOfNamedKey',
    ]),
    value('insertOrder', 'What orders the rows of RETURNING: autoincrement, subquery or none.', declared.insertOrder ?? 'none', [
      'insertReturning',
    ]),
    value('ddl', 'What DDL does to a transaction: transactional or commits.', declared.ddl, ['transactionalDdl']),
    value(
      'connections',
      'What several connections do at the same time: concurrent, oneWriter or oneTransaction.',
      declared.connections,
      ['concurrentTransactions', 'concurrentWriters'],
    ),
    value('cancel', 'When a statement can be stopped: running, betweenRows or none.', declared.cancel, [
      'cancel',
      'cancelBetweenRows',
    ]),
  ];
}

function value(name: string, sentence: string, declared: string, shownBy: readonly Requirement[]): CapabilityValue {
  return { claim: { name: `${name}: value`, sentence, declared }, shownBy };
}
