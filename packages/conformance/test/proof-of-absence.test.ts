import { describe, expect, test } from '@jest/globals';
import { ArgumentError, DisconnectionError, ProgrammingError, TimeoutError, UnsupportedCompilationError } from '@aludel/core';
import { failsForItsReason, provesAbsence } from '../src/proof-of-absence.ts';
import { StepError } from '../src/step-error.ts';

const lost = new Error('socket closed');
const refused = new Error('syntax error');
const dialect = {
  classifyError: (error: unknown) =>
    error === lost || error === refused
      ? { kind: 'operational', driverTag: 'toys.Error', message: 'no', isDisconnect: error === lost }
      : null,
} as Parameters<typeof failsForItsReason>[1];

function failedExpectation(): unknown {
  try {
    expect(1).toBe(2);
  } catch (error) {
    return error;
  }
  return null;
}

describe('the probe of a capability that is declared absent', () => {
  test.each<[string, unknown]>([
    ['an error of the database', new ProgrammingError('no such function', { cause: refused })],
    ['an error of the driver', refused],
    ['an error of the compiler', new UnsupportedCompilationError('There is no LATERAL.')],
    ['a refusal of Aludel', new ArgumentError('There is no such thing.')],
    ['an expectation', failedExpectation()],
    ['an expectation of a step', new StepError('There must be cancel().')],
    ['a step that a database refused', new StepError('execute() failed', refused)],
  ])('is proof where it fails by %s', (_what, error) => {
    expect(provesAbsence(error, dialect)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['a mistake in the probe', new TypeError('x is not a function')],
    ['a lost connection', new DisconnectionError('gone', { cause: lost })],
    ['a lost connection of the driver', lost],
    ['a busy pool', new TimeoutError('All connections are busy.')],
    ['a step with a mistake in it', new StepError('execute() failed', new TypeError('x is not a function'))],
    ['what is no error', 'nothing'],
  ])('is no proof where it fails by %s', async (_what, error) => {
    expect(provesAbsence(error, dialect)).toBe(false);
    const probe = (): Promise<void> => Promise.reject(error);
    await expect(failsForItsReason('lateral', dialect, probe)).rejects.toThrow('cannot be told');
  });

  test('fails where it passes, and says what to declare', async () => {
    await expect(failsForItsReason('lateral', dialect, () => undefined)).rejects.toThrow(
      'Declare it present: "A subquery in FROM',
    );
  });

  test('rejected expectations of promises count', async () => {
    const probe = (): Promise<void> => expect(Promise.resolve(1)).rejects.toThrow();
    await failsForItsReason('lateral', dialect, probe);
  });
});
