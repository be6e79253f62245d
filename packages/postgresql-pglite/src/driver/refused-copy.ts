import type { RequestWriter } from '@aludel/postgresql/dialect';

/** Behind a COPY FROM STDIN, which would wait for data for ever. The server ignores it behind every other statement. */
export function refuseCopy(writer: RequestWriter, sql: string): void {
  if (/^\s*copy\b/i.test(sql)) writer.copyFail('COPY FROM STDIN has nothing to read from here. Use executeMany');
}
