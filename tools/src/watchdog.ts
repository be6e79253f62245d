import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the watchdog is told, one JSON value a line. */
export type WatchdogMessage =
  | { readonly kind: 'watch-process'; readonly pid: number; readonly signal: NodeJS.Signals }
  | { readonly kind: 'forget-process'; readonly pid: number }
  | { readonly kind: 'watch-directory'; readonly path: string }
  | { readonly kind: 'forget-directory'; readonly path: string };

/**
 * Makes sure that no server and no folder survives this process, however it ends. A second process waits for the pipe
 * between the two to close, which the operating system does even after SIGKILL, and then cleans up.
 */
class Watchdog {
  #process: ChildProcess | null = null;

  /** From now on `pid` ends with this process; `signal` is what the server calls an immediate shutdown. */
  watchProcess(pid: number, signal: NodeJS.Signals): void {
    this.#tell({ kind: 'watch-process', pid, signal });
  }

  forgetProcess(pid: number): void {
    this.#tell({ kind: 'forget-process', pid });
  }

  /** From now on the folder is removed when this process ends. */
  watchDirectory(path: string): void {
    this.#tell({ kind: 'watch-directory', path });
  }

  forgetDirectory(path: string): void {
    this.#tell({ kind: 'forget-directory', path });
  }

  #tell(message: WatchdogMessage): void {
    this.#process ??= startWatchdogProcess();
    this.#process.stdin?.write(`${JSON.stringify(message)}\n`);
  }
}

/** The one of this process. */
export const watchdog = new Watchdog();

function startWatchdogProcess(): ChildProcess {
  const script = fileURLToPath(new URL('./watchdog-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', script], {
    // Its own process group, so that ctrl-C ends us first and not the watchdog.
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  child.stdin?.on('error', () => {
    /* The watchdog was killed; the ordinary stop() still cleans up. */
  });
  child.unref();
  (child.stdin as unknown as { unref(): void } | null)?.unref();
  return child;
}
