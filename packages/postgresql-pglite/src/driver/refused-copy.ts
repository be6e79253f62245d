import type { RequestWriter } from '@aludel/postgresql/dialect';

/**
 * Behind a COPY FROM STDIN, which would wait for data until the session is lost. The server ignores it behind every other
 * statement, so it is only saved where the text begins with another word: before COPY a comment may stand.
 */
export function refuseCopy(writer: RequestWriter, sql: string): void {
  if (!/^\s*(?!copy\b)[a-z]/i.test(sql)) writer.copyFail('COPY FROM STDIN has nothing to read from here. Use executeMany');
}
