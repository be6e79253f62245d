import type { ConnectableDialect } from '@aludel/core/dialect';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectTargetOf } from './connect-target-of.ts';
import { fileNameOf } from './file-name-of.ts';
import { factsFolderVariable } from './facts-folder.ts';
import type { RunFacts, RunRecord } from './run-record.ts';

/** Leaves what the results of the tests do not tell for the reporter; does nothing where there is none. */
export async function writeRunFacts(run: {
  readonly name: string;
  readonly dialect: ConnectableDialect;
  readonly record: RunRecord;
  readonly url: () => string;
}): Promise<void> {
  const folder = process.env[factsFolderVariable];
  if (folder === undefined) return;
  const { name, dialect, record } = run;
  const facts: RunFacts = {
    name,
    server: await serverOf(dialect, run.url),
    driver: dialect.driver.name,
    dialect: dialect.name,
    claims: record.claims,
    switchedOff: record.switchedOff,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, fileNameOf(name)), JSON.stringify(facts));
}

/** `PostgreSQL 18.4`; null where it cannot be asked, which the tests have told by now. */
async function serverOf(dialect: ConnectableDialect, url: () => string): Promise<string | null> {
  try {
    const connection = await dialect.driver.connect(connectTargetOf(url()));
    try {
      const facts = await dialect.initialize?.(connection);
      return facts === undefined ? dialect.name : `${facts.product} ${facts.serverVersion.join('.')}`;
    } finally {
      await connection.close();
    }
  } catch {
    return null;
  }
}
