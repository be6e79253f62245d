import type { Effort } from './effort.ts';
import type { Contender } from './contender.ts';

/** How rounds are run. */
export interface RoundOptions extends Effort {
  readonly isOneOperation: boolean;
  /** Throws where two results differ. */
  readonly verify: (actual: unknown, expected: unknown, message: string) => void;
}

/** What the rounds came to. */
export interface Times {
  /** For each contender, the time of each of its turns. */
  readonly timesMs: readonly (readonly number[])[];
  /** How many operations a turn had. */
  readonly operations: number;
}

/**
 * Lets all contenders do the same work in turns, in one process, so that whatever else the machine does hits them
 * alike; each round another one begins. All results are compared.
 */
export async function runRounds(contenders: readonly Contender[], options: RoundOptions): Promise<Times> {
  let operations = options.isOneOperation ? 1 : await fillTurn(contenders, options);
  for (const contender of contenders) await warmUp(contender, operations, options);
  if (!options.isOneOperation) operations = await fillTurn(contenders, options);
  const timesMs: number[][] = contenders.map(() => []);
  for (let round = 0; round < options.rounds; round++) {
    const results: unknown[] = [];
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (round + turn) % contenders.length;
      const { ms, result } = await takeTurn(contenders[index] as Contender, operations);
      timesMs[index]?.push(ms);
      results[index] = result;
    }
    results.forEach((result) => options.verify(result, results[0], 'Two sides of a race have different results.'));
  }
  return { timesMs, operations };
}

/** How many operations fill a turn of the fastest, unless that would take the slowest too long. */
async function fillTurn(contenders: readonly Contender[], { turnMs }: Effort): Promise<number> {
  for (let operations = 1; ; operations *= 2) {
    const times: number[] = [];
    for (const contender of contenders) times.push((await takeTurn(contender, operations)).ms);
    if (Math.min(...times) >= turnMs || Math.max(...times) >= turnMs * 4) return operations;
  }
}

async function warmUp(contender: Contender, operations: number, { warmUpMs }: Effort): Promise<void> {
  for (let total = 0; total < warmUpMs; ) total += (await takeTurn(contender, operations)).ms;
}

async function takeTurn(contender: Contender, operations: number): Promise<{ readonly ms: number; readonly result: unknown }> {
  const start = performance.now();
  const answer = contender.run(operations);
  // A synchronous driver must not pay for an await.
  const outcome = answer instanceof Promise ? await answer : answer;
  const ms = performance.now() - start;
  return { ms, result: [outcome, await contender.restore?.()] };
}
