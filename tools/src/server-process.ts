import { spawn, type ChildProcess } from 'node:child_process';
import type { ServerUser } from './server-user.ts';
import { watchdog } from './watchdog.ts';

/** A program to run, and as whom. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly user: ServerUser | null;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Text for its standard input; default none. */
  readonly input?: string | undefined;
}

/** A server to start. */
export interface ServerCall extends ProgramCall {
  /** What it prints when clients can connect. */
  readonly readyWhen: RegExp;
  /** Default 30 s. */
  readonly readyWithinSeconds?: number | undefined;
  /** What it understands as an immediate shutdown; default SIGTERM. Its data is thrown away, so nothing need be saved. */
  readonly stopSignal?: NodeJS.Signals | undefined;
}

/** A server that takes connections. */
export interface RunningServer {
  readonly pid: number;
  /** Asks it to end, and insists after 3 s. Resolves when it is gone; a second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts a server and waits until it is ready. It ends with this process, however this process ends.
 * Throws, with the last lines the server printed, if it ends before it is ready or takes too long.
 */
export async function startServer(call: ServerCall): Promise<RunningServer> {
  const running = launch(call, call.stopSignal ?? 'SIGTERM');
  try {
    await readiness(running, call);
  } catch (error) {
    await running.end();
    throw error;
  }
  return { pid: running.pid, stop: () => running.end() };
}

/** Runs a program to its end; throws, with the last lines it printed, unless it exits with 0. */
export async function runProgram(call: ProgramCall): Promise<void> {
  const running = launch(call, 'SIGKILL');
  const code = await running.exited;
  if (code !== 0) throw new Error(`${call.program} failed with exit code ${code}. Its last lines:\n${running.lastLines()}`);
}

const killAfterMilliseconds = 3_000;

/** A process that we started, with what it printed. */
class LaunchedProcess {
  readonly pid: number;
  readonly exited: Promise<number | NodeJS.Signals | null>;
  readonly #child: ChildProcess;
  readonly #stopSignal: NodeJS.Signals;
  #output = '';
  #onOutput: (() => void) | null = null;

  constructor(child: ChildProcess, pid: number, stopSignal: NodeJS.Signals) {
    this.#child = child;
    this.pid = pid;
    this.#stopSignal = stopSignal;
    this.exited = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
    void this.exited.then(() => watchdog.forgetProcess(pid));
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
  }

  /** Resolves once `pattern` was printed. */
  printed(pattern: RegExp): Promise<void> {
    return new Promise((resolve) => {
      this.#onOutput = () => {
        if (pattern.test(this.#output)) resolve();
      };
      this.#onOutput();
    });
  }

  lastLines(): string {
    return this.#output.trimEnd().split('\n').slice(-15).join('\n');
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill(this.#stopSignal);
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), killAfterMilliseconds);
    await this.exited;
    clearTimeout(killer);
  }

  #note(text: string): void {
    this.#output = (this.#output + text).slice(-20_000);
    this.#onOutput?.();
  }
}

function launch(call: ProgramCall, stopSignal: NodeJS.Signals): LaunchedProcess {
  const child = spawn(call.program, call.args, {
    cwd: call.cwd,
    // Its own process group: ctrl-C is for us, and the server must live until the tests have ended.
    detached: process.platform !== 'win32',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...windowsEnvironment(), ...call.env },
    ...(call.user === null ? {} : { uid: call.user.uid, gid: call.user.gid }),
  });
  child.on('error', () => {
    /* Reported below: without a pid nothing was started. */
  });
  if (child.pid === undefined) throw new Error(`Could not start ${call.program}. Look whether it exists and may be executed.`);
  watchdog.watchProcess(child.pid, stopSignal);
  child.stdin?.on('error', () => {
    /* It ended without reading; its exit code says why. */
  });
  child.stdin?.end(call.input ?? '');
  return new LaunchedProcess(child, child.pid, stopSignal);
}

async function readiness(running: LaunchedProcess, call: ServerCall): Promise<void> {
  const seconds = call.readyWithinSeconds ?? 30;
  let timer: NodeJS.Timeout | undefined;
  const outcome = await Promise.race([
    running.printed(call.readyWhen).then(() => 'ready' as const),
    running.exited.then((code) => `ended with ${code} before it was ready`),
    new Promise<string>((resolve) => {
      timer = setTimeout(resolve, seconds * 1_000, `was not ready within ${seconds} s`);
    }),
  ]);
  clearTimeout(timer);
  if (outcome !== 'ready') throw new Error(`${call.program} ${outcome}. Its last lines:\n${running.lastLines()}`);
}

function windowsEnvironment(): Record<string, string | undefined> {
  return process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'], TEMP: process.env['TEMP'] } : {};
}
