import { WriterQueue } from './writer-queue.ts';

interface Entry {
  readonly queue: WriterQueue;
  users: number;
}

/** One queue per file for the whole process: several engines may use the same file. */
const entries = new Map<string, Entry>();

/** The queue of writers of one file, by its real path; give it back with {@link releaseWriterQueue}. */
export function writerQueueOf(realPath: string): WriterQueue {
  const entry = entries.get(realPath) ?? { queue: new WriterQueue(), users: 0 };
  entries.set(realPath, entry);
  entry.users += 1;
  return entry.queue;
}

/** Says that a connection does not need the queue of that file any more. */
export function releaseWriterQueue(realPath: string): void {
  const entry = entries.get(realPath);
  if (entry === undefined) return;
  entry.users -= 1;
  if (entry.users === 0) entries.delete(realPath);
}
