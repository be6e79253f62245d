import { jest } from '@jest/globals';

/** What is warned of while something is done. */
export async function warningsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  // The process that tests see is not the one that warns: jest gives them a copy.
  const spy = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  try {
    await work();
    return spy.mock.calls.map(([message]) => String(message));
  } finally {
    spy.mockRestore();
  }
}
