import { parseArgs } from 'node:util';

/** The databases the tutorial runs on. */
export const dialectNames = ['sqlite', 'sqlite+node', 'postgresql', 'postgresql+pglite', 'mariadb', 'mysql'] as const;

export type DialectName = (typeof dialectNames)[number];

/** What the reader asked for. */
export interface Request {
  readonly dialects: readonly DialectName[];
  /** Whether the dialect was left open. */
  readonly isDefault: boolean;
  /** Whether a database that cannot be had may be left out. */
  readonly isAll: boolean;
  readonly url: string | null;
  /** Ids of chapters; empty: all of them. */
  readonly chapters: readonly string[];
  readonly isList: boolean;
  readonly isPlain: boolean;
  readonly isHelp: boolean;
}

/** The command line cannot mean anything. */
export class UsageError extends Error {}

export const help = `npm run tutorial -- [options]

  --dialect NAME    sqlite (default), sqlite+node, postgresql, postgresql+pglite, mariadb, mysql, or all. Those with a plus
                    need nothing but their package: SQLite of Node, PostgreSQL in this process. Servers are started here if
                    their programs are installed; PostgreSQL may also be the hosted one that .env names (see .env.example).
  --url URL         run on this database instead: postgresql://user:password@host/name, or any other scheme
  --chapter ID      only this chapter (can be repeated); the chapters before it run unseen
  --list            list the chapters and their steps
  --plain           no colours, no symbols
  --help            this text
`;

/** Reads the command line. @throws UsageError that says what is allowed */
export function readCommandLine(args: readonly string[]): Request {
  const { dialect, url, chapter, list, plain, help: isHelp } = parse(args);
  if (url !== undefined && dialect !== undefined)
    throw new UsageError('Give --dialect or --url, not both: the URL names its dialect.');
  return {
    dialects: readDialects(dialect ?? 'sqlite'),
    isDefault: dialect === undefined && url === undefined,
    isAll: dialect === 'all',
    url: url ?? null,
    chapters: chapter ?? [],
    isList: list ?? false,
    isPlain: plain ?? false,
    isHelp: isHelp ?? false,
  };
}

function readDialects(name: string): readonly DialectName[] {
  if (name === 'all') return dialectNames;
  const known = dialectNames.find((candidate) => candidate === name);
  if (known !== undefined) return [known];
  throw new UsageError(`--dialect is one of ${dialectNames.join(', ')}, all; it is "${name}".`);
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dialect: { type: 'string' },
        url: { type: 'string' },
        chapter: { type: 'string', multiple: true },
        list: { type: 'boolean' },
        plain: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
