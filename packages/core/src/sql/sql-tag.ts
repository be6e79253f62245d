import { ArgumentError } from '../errors/argument-errors.ts';
import { BindParameter } from './bind-parameter.ts';
import type { BoundParameters } from './executable.ts';
import { type SqlTemplate, TextClause, type UntypedRow } from './text-clause.ts';
import { anonymousMark } from './text-cache-key.ts';

/** The `sql` tag and what belongs to it. */
export interface SqlTag {
  (strings: TemplateStringsArray, ...values: readonly unknown[]): TextClause<UntypedRow>;
  // A type argument that is not written must not be inferred from where the statement is used.
  <N>(strings: TemplateStringsArray, ...values: readonly unknown[]): TextClause<N>;
  /**
   * Puts fragments and values in a row, with `separator` between them: `, ` by default.
   *
   * @throws ArgumentError for an empty list, which has no SQL
   * @example sql`INSERT INTO t (x) VALUES (${sql.join([1, 2, 3])})`
   * @example sql.join(conditions, sql` AND `)
   */
  join(fragments: readonly unknown[], separator?: TextClause<unknown>): TextClause;
}

/**
 * `text()` as a tagged template: every `${}` is a bound parameter, never a piece of SQL, unless it is itself a text.
 * An array is one value; for IN use `bindparam(name, { value, expanding: true })` or `sql.join`.
 *
 * @example
 * const active = sql`status = ${'active'}`;
 * sql<{ x: number }>`SELECT x FROM some_table WHERE y > ${y} AND ${active}`
 */
export const sql: SqlTag = Object.freeze(Object.assign(tag, { join }));

function tag<N = UntypedRow>(strings: TemplateStringsArray, ...values: readonly unknown[]): TextClause<N> {
  const literals = literalsOf(strings);
  for (const value of values) refuseMissing(value);
  return values.some(isFragment) ? spliced(literals, values) : flat({ literals, values }, namesOf(literals, strings));
}

function join(fragments: readonly unknown[], separator: TextClause<unknown> = comma): TextClause {
  if (fragments.length === 0)
    throw new ArgumentError('sql.join() got an empty list, which has no SQL. Leave out the clause around it.');
  if (!TextClause.is(separator))
    throw new ArgumentError('The separator of sql.join() is no sql`…`. Write it as one: sql` AND `.');
  const values: unknown[] = [];
  for (const fragment of fragments) {
    refuseMissing(fragment);
    if (values.length > 0) values.push(separator);
    values.push(fragment);
  }
  return spliced<UntypedRow>(new Array<string>(values.length + 1).fill(''), values);
}

const comma = new TextClause({ text: ', ', template: { literals: [', '], values: [] } });

// Values -------------------------------------------------------------------------------------------------------------

function isFragment(value: unknown): value is TextClause<unknown> | BindParameter {
  return TextClause.is(value) || BindParameter.is(value);
}

function refuseMissing(value: unknown): void {
  if (value === undefined)
    throw new ArgumentError('A value in sql`…` is undefined. Give null for SQL NULL, or sql`` for nothing.');
}

/** Texts inside a text: their pieces and values become those of the whole. */
function spliced<N>(literals: readonly string[], values: readonly unknown[]): TextClause<N> {
  const pieces = [literals[0] ?? ''];
  const flatValues: unknown[] = [];
  const named = new Map<string, BindParameter>();
  for (const [index, value] of values.entries()) {
    const template = templateOf(value, named);
    appendTemplate(pieces, flatValues, template);
    pieces[pieces.length - 1] += literals[index + 1] ?? '';
  }
  const whole = { literals: pieces, values: flatValues };
  return flat(whole, namesFor(pieces), named);
}

function appendTemplate(pieces: string[], values: unknown[], template: SqlTemplate): void {
  pieces[pieces.length - 1] += template.literals[0] ?? '';
  pieces.push(...template.literals.slice(1));
  values.push(...template.values);
}

function templateOf(value: unknown, named: Map<string, BindParameter>): SqlTemplate {
  if (BindParameter.is(value)) {
    addNamed(named, value);
    return { literals: [`:${value.name}`], values: [] };
  }
  if (!TextClause.is(value)) return { literals: ['', ''], values: [value] };
  for (const bind of value.boundValues.values()) if (!bind.isAnonymous) addNamed(named, bind);
  return value.template ?? { literals: [value.text], values: [] };
}

function addNamed(named: Map<string, BindParameter>, bind: BindParameter): void {
  const other = named.get(bind.name);
  if (other !== undefined && !isSame(other, bind)) {
    throw new ArgumentError(
      `Two parts of a statement bind :${bind.name} to different values. Rename one of them, or use sql\`… \${value}\`.`,
    );
  }
  named.set(bind.name, bind);
}

function isSame(one: BindParameter, other: BindParameter): boolean {
  return (
    Object.is(one.value, other.value) &&
    one.isGiven === other.isGiven &&
    one.declaredType === other.declaredType &&
    one.expanding === other.expanding
  );
}

// Texts --------------------------------------------------------------------------------------------------------------

interface TemplateNames {
  readonly text: string;
  readonly names: readonly string[];
  /** Only for texts without other parameters. */
  readonly cacheKey: string | null;
}

function flat<N>(
  template: SqlTemplate,
  { text, names, cacheKey }: TemplateNames,
  named: BoundParameters | null = null,
): TextClause<N> {
  const boundValues = new Map(named);
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    boundValues.set(
      name,
      new BindParameter({ name, value: template.values[i], isGiven: true, type: null, expanding: false, isAnonymous: true }),
    );
  }
  return new TextClause<N>({ text, boundValues, template, cacheKey: named === null || named.size === 0 ? cacheKey : null });
}

/** A template in the source is one object for all its evaluations, so what depends only on it is made once. */
const namesByTemplate = new WeakMap<TemplateStringsArray, TemplateNames>();

function namesOf(literals: readonly string[], strings: TemplateStringsArray): TemplateNames {
  const known = namesByTemplate.get(strings);
  if (known !== undefined) return known;
  const names = namesFor(literals);
  namesByTemplate.set(strings, names);
  return names;
}

function namesFor(literals: readonly string[]): TemplateNames {
  const prefix = freePrefix(literals);
  const names: string[] = [];
  let text = literals[0] ?? '';
  for (let i = 1; i < literals.length; i++) {
    names.push(`${prefix}${i}`);
    text += `:${prefix}${i}${literals[i]}`;
  }
  const isKey = names.length > 0 && !text.includes('\0');
  return { text, names, cacheKey: isKey ? `${text}\0${anonymousMark.repeat(names.length)}\0` : null };
}

/** `param_`, unless the SQL has such names itself. */
function freePrefix(literals: readonly string[]): string {
  let prefix = 'param_';
  while (literals.some((literal) => literal.includes(`:${prefix}`))) prefix = `${prefix}_`;
  return prefix;
}

// Literals -----------------------------------------------------------------------------------------------------------

const literalsByTemplate = new WeakMap<TemplateStringsArray, readonly string[]>();

function literalsOf(strings: TemplateStringsArray): readonly string[] {
  const known = literalsByTemplate.get(strings);
  if (known !== undefined) return known;
  const literals = strings.map((cooked, index) => keepEscapedColons(cooked, strings.raw[index] ?? ''));
  literalsByTemplate.set(strings, literals);
  return literals;
}

/**
 * JavaScript reads `\:` in a template as a plain colon; in SQL it is to stay an escaped one, as in `text()`. Every
 * other escape means what JavaScript says.
 */
function keepEscapedColons(cooked: string | undefined, raw: string): string {
  if (cooked === undefined)
    throw new ArgumentError('A sql`…` holds an escape that JavaScript does not know. Double its backslash.');
  if (!raw.includes('\\:')) return cooked;
  const written = [...raw.matchAll(/\\?[^\\]|\\\\/g)].map(([piece]) => piece).filter((piece) => piece.endsWith(':'));
  const pieces = cooked.split(':');
  // A colon that was written as \x3a has no counterpart; nobody who writes that means a placeholder.
  if (pieces.length !== written.length + 1) return cooked;
  return pieces.reduce((text, piece, index) => text + written[index - 1] + piece);
}
