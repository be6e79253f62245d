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
    value('upsert', 'Which conflict an INSERT can turn into an UPDATE.', declared.upsert, ['upsert', 'upsertOfNamedKey']),
    value('ddl', 'What DDL does to a transaction.', declared.ddl, ['transactionalDdl']),
    value('connections', 'What several connections do at the same time.', declared.connections, [
      'concurrentTransactions',
      'concurrentWriters',
    ]),
    value('cancel', 'When a statement can be stopped.', declared.cancel, ['cancel', 'cancelBetweenRows']),
  ];
}

function value(name: string, sentence: string, declared: string, shownBy: readonly Requirement[]): CapabilityValue {
  return { claim: { name: `${name}: value`, sentence, declared }, shownBy };
}
