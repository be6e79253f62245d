import { declaredSentences } from './declared-requirements.ts';
import { type Requirement, requirements } from './requirements.ts';

/** Runs a test that asks for something; where it fails, its error says how to declare that the database has no such thing. */
export async function hinted(needed: readonly Requirement[], body: () => Promise<void> | void): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (error instanceof Error) append(error, needed.map(hint).join('\n'));
    throw error;
  }
}

function hint(requirement: Requirement): string {
  const remedy = Object.hasOwn(declaredSentences, requirement)
    ? 'the capability that says so'
    : `lacks: ['${requirement}'] in the conformance test`;
  return `This test is for databases of which it is true: "${requirements[requirement]}" If it is not true of this one, declare it: ${remedy}.`;
}

/** The same error, so that its class and what it was caused by stay. The stack, which jest shows, begins with the message. */
function append(error: Error, hints: string): void {
  const { message, stack = '' } = error;
  const place = stack.indexOf(message) + message.length;
  const full = `${message}\n\n${hints}`;
  // One that cannot be written to is shown as it is.
  Reflect.set(error, 'message', full);
  Reflect.set(error, 'stack', stack.includes(message) ? `${stack.slice(0, place)}\n\n${hints}${stack.slice(place)}` : full);
}
