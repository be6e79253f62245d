import { deepStrictEqual } from 'node:assert';
import type { Case } from '../harness/case.ts';
import { medianOf } from '../harness/median.ts';
import { runFresh } from './fresh-process.ts';
import { makeScratchDatabase } from './scratch-database.ts';
import type { Side } from './sides.ts';
import type { StreamReport } from './stream-process.ts';

/** A million rows, one after the other: the most memory that a process has had resident, beside the driver's own stream. */
export const streaming: Case = {
  name: 'streaming',
  title: 'stream a million rows, in a fresh process',
  async measure(given, { rounds, sizeLimit }) {
    await using scratch = await makeScratchDatabase(given, Math.min(1000, sizeLimit));
    const { database, prefix } = scratch;
    const run = async (side: Side): Promise<StreamReport> => {
      const program = { file: new URL('stream-process.ts', import.meta.url), args: [side, database.name, database.url, prefix] };
      return (await runFresh<StreamReport>({ program })).output;
    };
    const pairs: { ours: StreamReport; theirs: StreamReport }[] = [];
    for (let round = 0; round < Math.min(rounds, mostRounds); round++) {
      const pair = { ours: await run('ours'), theirs: await run('handwritten') };
      deepStrictEqual([pair.ours.rows, pair.ours.sum], [pair.theirs.rows, pair.theirs.sum]);
      pairs.push(pair);
    }
    const common = { case: 'streaming', database: database.name };
    const middle = (figure: (report: StreamReport) => number, side: 'ours' | 'theirs'): string =>
      medianOf(pairs.map((pair) => figure(pair[side]))).median.toFixed(0);
    return [
      {
        ...common,
        figure: 'resident, more than the driver’s own stream',
        value: medianOf(pairs.map(({ ours, theirs }) => ours.residentMb - theirs.residentMb)),
        unit: 'MB',
        bar: 40,
        detail: `${middle((r) => r.residentMb, 'ours')} : ${middle((r) => r.residentMb, 'theirs')} MB, ${pairs[0]?.ours.rows} rows`,
      },
      {
        ...common,
        figure: 'ours : the driver’s own stream',
        value: medianOf(pairs.map(({ ours, theirs }) => ours.ms / theirs.ms)),
        unit: '×',
        bar: null,
        detail: `${middle((r) => r.ms, 'ours')} : ${middle((r) => r.ms, 'theirs')} ms`,
      },
    ];
  },
};

const mostRounds = 5;
