import { parseArgs } from 'node:util';
import { allCases } from './all-cases.ts';
import type { Case } from './harness/case.ts';
import { type DatabaseName, databaseNames } from './harness/database.ts';
import { fullEffort } from './harness/effort.ts';

/** What to measure. */
export interface Request {
  readonly databases: readonly DatabaseName[];
  readonly cases: readonly Case[];
  readonly rounds: number;
  /** Where the findings go as JSON. */
  readonly jsonFile: string | null;
  readonly isHelp: boolean;
}

/** The command line cannot mean anything. */
export class UsageError extends Error {}

export const help = `npm run bench -- [options]

  --dialect NAME    sqlite (default), postgresql, mariadb, mysql, or all; servers are started here unless
                    ALUDEL_TEST_POSTGRESQL_URL and so on name running ones. Can be repeated.
  --case NAME       only this case (can be repeated):
${allCases.map(({ name, title }) => `                      ${name.padEnd(18)}${title}`).join('\n')}
  --rounds N        how often each side has its turn; default ${fullEffort.rounds}
  --json FILE       write the findings there as well
`;

/** Reads the command line. @throws UsageError that says what is allowed */
export function readCommandLine(args: readonly string[]): Request {
  const values = parse(args);
  return {
    databases: readDatabases(values.dialect ?? ['sqlite']),
    cases: values.case === undefined ? allCases : values.case.map(readCase),
    rounds: readRounds(values.rounds),
    jsonFile: values.json ?? null,
    isHelp: values.help ?? false,
  };
}

function readDatabases(names: readonly string[]): readonly DatabaseName[] {
  if (names.includes('all')) return databaseNames;
  return names.map(
    (name) =>
      databaseNames.find((known) => known === name) ??
      refuse(`--dialect is one of ${databaseNames.join(', ')}, all; it is "${name}".`),
  );
}

function readCase(name: string): Case {
  return (
    allCases.find((known) => known.name === name) ??
    refuse(`--case is one of ${allCases.map((known) => known.name).join(', ')}; it is "${name}".`)
  );
}

function readRounds(text: string | undefined): number {
  const rounds = text === undefined ? fullEffort.rounds : Number(text);
  return Number.isInteger(rounds) && rounds > 0 ? rounds : refuse(`--rounds is a whole number from 1 on; it is "${text}".`);
}

function refuse(message: string): never {
  throw new UsageError(message);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        dialect: { type: 'string', multiple: true },
        case: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
