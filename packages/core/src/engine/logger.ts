/** Where log records go. `console`, pino, winston and the like fit as they are. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Writes records to standard output as SQLAlchemy's `echo` does:
 * `2026-11-20 23:33:52,463 INFO aludel.engine BEGIN (implicit)`. The time is local.
 */
export function stdoutLogger(name: string): Logger {
  const record = (level: string) => (message: string) => {
    process.stdout.write(`${timestamp(new Date())} ${level} ${name} ${message}\n`);
  };
  return { debug: record('DEBUG'), info: record('INFO'), warn: record('WARNING') };
}

function timestamp(now: Date): string {
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  return `${date} ${time},${String(now.getMilliseconds()).padStart(3, '0')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
