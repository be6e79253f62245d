import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WatchdogMessage } from './watchdog.ts';

/** Runs beside the process that starts servers; see {@link file://./watchdog.ts}. */
const processes = new Map<number, NodeJS.Signals>();
const directories = new Set<string>();
const gracePeriodMilliseconds = 3_000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    /* Only the pipe decides. */
  });

for await (const line of createInterface({ input: process.stdin })) note(JSON.parse(line) as WatchdogMessage);
await endAll();

function note(message: WatchdogMessage): void {
  switch (message.kind) {
    case 'watch-process':
      processes.set(message.pid, message.signal);
      return;
    case 'forget-process':
      processes.delete(message.pid);
      return;
    case 'watch-directory':
      directories.add(message.path);
      return;
    case 'forget-directory':
      directories.delete(message.path);
      return;
  }
}

async function endAll(): Promise<void> {
  await Promise.all([...processes].map(([pid, signal]) => end(pid, signal)));
  for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  const deadline = Date.now() + gracePeriodMilliseconds;
  send(pid, signal);
  while (send(pid, 0) && Date.now() < deadline) await sleep(20);
  send(pid, 'SIGKILL');
}

/** Whether there was a process to send it to. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
