/** Works, and then cleans up. What goes wrong in the work is told, rather than what goes wrong afterwards because of it. */
export async function tidily<T>(work: () => T | Promise<T>, cleanUp: () => unknown): Promise<Awaited<T>> {
  let result: Awaited<T>;
  try {
    result = await work();
  } catch (error) {
    await (async () => cleanUp())().catch(() => undefined);
    throw error;
  }
  await cleanUp();
  return result;
}
