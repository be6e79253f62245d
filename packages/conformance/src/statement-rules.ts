import { type Engine, event } from '@aludel/core';
import { expect } from '@jest/globals';

/** A statement as a test sees it: placeholders are `?` whatever the database calls them. */
export interface SentStatement {
  readonly sql: string;
  /** One list for each execution. */
  readonly params: readonly (readonly unknown[])[];
}

/** What statements are expected: takes those it is about from the front of the list, and says what is wrong; null: nothing. */
export type StatementRule = (sent: SentStatement[]) => string | null;

/** Exactly this SQL, and these parameters unless they are left out. SQLAlchemy's `CompiledSQL`. */
export function compiledSql(sql: string, params?: readonly (readonly unknown[])[] | readonly unknown[]): StatementRule {
  return (sent) => {
    const [first] = sent;
    if (first === undefined) return `nothing was sent in place of\n${sql}`;
    const wanted = params === undefined ? undefined : isListOfLists(params) ? params : [params];
    const isRight = plain(first.sql) === plain(sql) && (wanted === undefined || sameValues(first.params, wanted));
    if (!isRight) return `expected\n${sql} ${JSON.stringify(wanted)}\ngot\n${shown(first)}`;
    sent.shift();
    return null;
  };
}

/** All of these, in whatever order. */
export function allOf(...rules: readonly StatementRule[]): StatementRule {
  return (sent) => {
    let open = [...rules];
    while (open.length > 0) {
      const met = open.find((rule) => rule(sent) === null);
      if (met === undefined) return (open[0] as StatementRule)(sent);
      open = open.filter((rule) => rule !== met);
    }
    return null;
  };
}

/** One list of rules or the other. */
export function conditional(
  condition: boolean,
  rules: readonly StatementRule[],
  otherwise: readonly StatementRule[] = [],
): StatementRule {
  return (sent) => inTurn(condition ? rules : otherwise, sent);
}

/** So many statements, whatever they are: all that is left. */
export function countStatements(count: number): StatementRule {
  return (sent) => {
    const rest = sent.splice(0);
    return rest.length === count ? null : `expected ${count} statements, got ${rest.length}:\n${rest.map(shown).join('\n')}`;
  };
}

/** What is sent while something is done. */
export async function statementsOf(engine: Engine, work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const listener = (_connection: unknown, sql: string, params: unknown, isMany: boolean) => {
    const lists = (isMany ? params : [params]) as readonly (readonly unknown[])[];
    sent.push({ sql: plain(sql), params: lists });
  };
  event.listen(engine, 'beforeCursorExecute', listener as never);
  try {
    await work();
  } finally {
    event.remove(engine, 'beforeCursorExecute', listener as never);
  }
  return sent;
}

/** Does something, and compares all that is sent for it. */
export async function expectStatements(
  engine: Engine,
  work: () => Promise<unknown>,
  ...rules: readonly StatementRule[]
): Promise<void> {
  const sent = await statementsOf(engine, work);
  const problem =
    inTurn(rules, sent) ?? (sent.length === 0 ? null : `nothing was expected, but there was\n${sent.map(shown).join('\n')}`);
  expect(problem).toBeNull();
}

function inTurn(rules: readonly StatementRule[], sent: SentStatement[]): string | null {
  for (const rule of rules) {
    const problem = rule(sent);
    if (problem !== null) return problem;
  }
  return null;
}

function plain(sql: string): string {
  return sql
    .replace(/\$\d+(::[\w ]+)?|@\w+|:\w+\b/g, '?')
    .replace(/["`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function isListOfLists(params: readonly unknown[]): params is readonly (readonly unknown[])[] {
  return params.length > 0 && params.every(Array.isArray);
}

function sameValues(one: unknown, other: unknown): boolean {
  return text(one) === text(other);
}

function shown({ sql, params }: SentStatement): string {
  return `${sql} ${text(params)}`;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? Number(part) : part));
}
