import type { ConnectableDialect } from '@aludel/core/dialect';
import { AludelError, DBAPIError, DisconnectionError, StatementError, TimeoutError } from '@aludel/core';
import { StepError } from './step-error.ts';
import { type Requirement, requirements } from './requirements.ts';

/**
 * Runs the probe of a capability that is declared absent: it must fail, by an error of the database or of the compiler, or by
 * one of its expectations. A typo in the probe or a lost connection proves nothing.
 */
export async function failsForItsReason(
  requirement: Requirement,
  dialect: ConnectableDialect,
  probe: () => Promise<void> | void,
): Promise<void> {
  try {
    await probe();
  } catch (error) {
    if (provesAbsence(error, dialect)) return;
    throw new Error(
      `Whether "${requirements[requirement]}" is absent cannot be told: the test of it failed for another reason. ${remedy(error)}`,
      { cause: error },
    );
  }
  throw new Error(
    `The dialect declares that ${requirement} is absent, but the test of it passes. Declare it present: "${requirements[requirement]}"`,
  );
}

/** Whether an error says that the database, or its dialect, refused something. */
export function provesAbsence(error: unknown, dialect: Pick<ConnectableDialect, 'classifyError'>): boolean {
  if (isExpectation(error)) return true;
  // A step that told of another error is worth as much as that one.
  if (error instanceof StepError) return error.cause === undefined || provesAbsence(error.cause, dialect);
  const classification = dialect.classifyError(error);
  if (classification !== null) return !classification.isDisconnect;
  if (!(error instanceof AludelError) || error instanceof TimeoutError || error instanceof DisconnectionError) return false;
  if (error instanceof DBAPIError) return !error.isDisconnect;
  // What is wrapped with its statement, and came neither from the database nor from Aludel, is a mistake somewhere.
  return !(error instanceof StatementError) || error.cause instanceof AludelError;
}

/** jest does not export the class of its errors. */
function isExpectation(error: unknown): boolean {
  return error instanceof Error && (error.constructor.name === 'JestAssertionError' || 'matcherResult' in error);
}

function remedy(error: unknown): string {
  return error instanceof Error && 'isDisconnect' in error
    ? 'The connection was lost.'
    : 'It is neither of the database (classifyError gave null) nor of Aludel nor an expectation of the test.';
}
