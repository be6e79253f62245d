import type { Connection, Engine } from '@aludel/core';

/** Work of one of two transactions: which one it is, 1 or 2, and a way to wait until the other one is as far. */
export type PairedWork = (connection: Connection, id: number, meet: () => Promise<void>) => Promise<void>;

/** Runs two transactions at the same time and tells how each ended. */
export async function inPairs(engine: Engine, work: PairedWork): Promise<PromiseSettledResult<void>[]> {
  let arrived = 0;
  let open: () => void = () => {
    /* Replaced at once. */
  };
  const bothArrived = new Promise<void>((resolve) => {
    open = resolve;
  });
  const meet = (): Promise<void> => {
    if (++arrived === 2) open();
    return bothArrived;
  };
  return Promise.allSettled([1, 2].map((id) => engine.begin((connection) => work(connection, id, meet))));
}
