import { writeFile } from 'node:fs/promises';
import { help, type Request, readCommandLine, UsageError } from './command-line.ts';
import { findDatabases } from './find-databases.ts';
import type { Case } from './harness/case.ts';
import type { Database } from './harness/database.ts';
import type { Finding } from './harness/finding.ts';
import { summary, table, toJson } from './report.ts';
import { runFresh } from './trials/fresh-process.ts';

process.exitCode = await main(process.argv.slice(2));

/** Measures; 1 if something could not be measured. A missed bar is no failure: the machine may be busy. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const request = readCommandLine(args);
    if (request.isHelp) process.stdout.write(help);
    else await measure(request);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${help}`);
    return 1;
  }
}

async function measure({ databases: names, cases, rounds, jsonFile }: Request): Promise<void> {
  await using databases = await findDatabases(names);
  const findings: Finding[] = [];
  for (const database of databases.available) {
    for (const one of cases) {
      const found = await measureAlone(one, database, rounds);
      if (found.length > 0) process.stdout.write(`${table(found)}\n\n`);
      findings.push(...found);
    }
  }
  process.stdout.write(`All figures; a ratio below 1 is faster than by hand:\n\n${table(findings)}\n\n${summary(findings)}\n`);
  if (jsonFile !== null) await writeFile(jsonFile, toJson(findings));
}

/** Both sides together in a process of their own: what another case has taught the compiler of V8 does not show. */
async function measureAlone({ name }: Case, database: Database, rounds: number): Promise<readonly Finding[]> {
  const file = new URL('measure-process.ts', import.meta.url);
  return (await runFresh<readonly Finding[]>({ program: { file, args: [name, database.name, database.url, String(rounds)] } }))
    .output;
}
