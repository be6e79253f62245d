/** The error that something throws, or rejects with. */
export async function failureOf(action: () => unknown): Promise<Error & Record<string, unknown>> {
  try {
    await action();
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('It was to fail and did not.');
}
