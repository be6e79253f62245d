import { checkNamedValues } from './named-values.ts';
import { inspect } from 'node:util';
import { ArgumentError } from '../errors/argument-errors.ts';
import { kindOfValue } from '../util/kind-of-value.ts';
import { BindParameter, bindparam } from './bind-parameter.ts';
import { TextFragment } from './clause-element.ts';
import {
  type BoundParameters,
  type Executable,
  noBinds,
  noBoundParameters,
  noStatementOptions,
  type StatementOptions,
  type ValuesOf,
  withOptions,
} from './executable.ts';
import { standardSyntax } from './lexical-syntax.ts';
import {
  type ColumnList,
  type ColumnTypes,
  type ResultColumns,
  type RowOfColumns,
  resultColumns,
  type ValuesOfColumns,
} from './result-columns.ts';
import type { BindNode, TextNode } from './nodes/expression-nodes.ts';
import type { Cte, CteOptions } from './cte.ts';
import type { Subquery } from './subquery.ts';
import { TextualSelect } from './textual-select.ts';
import { textCacheKey } from './text-cache-key.ts';
import { findAbsentName } from './text-names.ts';
import { scanText } from './text-scanner.ts';

/**
 * A statement, or a part of one, in SQL. `:name` stands for a parameter; `\:` is a colon, `::` a cast, and nothing binds
 * inside literals, quoted identifiers and comments.
 *
 * @example
 * text('SELECT x, y FROM some_table WHERE y > :y')
 * text<{ x: number; y: number }>('SELECT x, y FROM some_table')
 */
export function text(sql: string): TextClause<UntypedRow>;
// A type argument that is not written must not be inferred from where the text is used.
export function text<N>(sql: string): TextClause<N>;
export function text<N>(sql: string): TextClause<N> {
  if (typeof sql !== 'string') throw new ArgumentError(`text() takes a string of SQL; it got ${kindOfValue(sql)}.`);
  return new TextClause<N>({ text: sql });
}

/** A row of which nothing is known but that its values have names. */
export type UntypedRow = Record<string, unknown>;

/** A text as the `sql` tag made it: the pieces of SQL, and the values between them. */
export interface SqlTemplate {
  /** One more than there are values. */
  readonly literals: readonly string[];
  readonly values: readonly unknown[];
}

/** Everything a {@link TextClause} is made of. */
export interface TextClauseFields {
  readonly text: string;
  readonly boundValues?: BoundParameters;
  readonly resultColumns?: ResultColumns | null;
  readonly statementOptions?: StatementOptions;
  readonly template?: SqlTemplate | null;
  readonly cacheKey?: string | null;
}

/** A statement in SQL with its parameters. Immutable; each method returns a new one. */
export class TextClause<N = UntypedRow, T extends readonly unknown[] = ValuesOf<N>>
  extends TextFragment
  implements Executable<N, T>
{
  readonly kind = 'text';
  readonly text: string;
  readonly boundValues: BoundParameters;
  /** What `columns()` gave; null: nothing. */
  readonly resultColumns: ResultColumns | null;
  readonly statementOptions: StatementOptions;
  /** For the `sql` tag, which splices texts into others. */
  readonly template: SqlTemplate | null;
  declare readonly _rowType?: N;
  declare readonly _valuesType?: T;
  #cacheKey: string | object | null;

  /** @internal */
  constructor(fields: TextClauseFields) {
    super();
    this.text = fields.text;
    this.boundValues = fields.boundValues ?? noBoundParameters;
    this.resultColumns = fields.resultColumns ?? null;
    this.statementOptions = fields.statementOptions ?? noStatementOptions;
    this.template = fields.template ?? null;
    this.#cacheKey = fields.cacheKey ?? null;
    Object.freeze(this);
  }

  /** By a brand that nothing parsed from JSON can carry, never by shape: what looks like one is a value. */
  static override is(value: unknown): value is TextClause<unknown> {
    return typeof value === 'object' && value !== null && #cacheKey in value;
  }

  /** The text as a part of a statement. */
  get node(): TextNode {
    return { kind: 'text', text: this.text, binds: Array.from(this.boundValues.values(), ({ node }) => node) };
  }

  get binds(): readonly BindNode[] {
    return noBinds;
  }

  get cacheKey(): string | object {
    this.#cacheKey ??= textCacheKey(this) ?? this;
    return this.#cacheKey;
  }

  /**
   * Gives parameters values, or says more about them with `bindparam()`. Values of the execution win over them.
   *
   * @throws ArgumentError for a name that the text does not have
   * @example text('… WHERE y > :y').bindparams({ y: 2 })
   */
  bindparams(...given: readonly (BindParameter | Readonly<Record<string, unknown>>)[]): TextClause<N, T> {
    const boundValues = new Map(this.boundValues);
    for (const one of given) {
      if (BindParameter.is(one)) boundValues.set(one.name, one);
      else {
        checkNamedValues(one, 'bindparams()');
        for (const [name, value] of Object.entries(one)) boundValues.set(name, withValue(boundValues.get(name), name, value));
      }
    }
    const absent = findAbsentName(this.text, boundValues.keys());
    if (absent !== undefined) throw absentName(absent);
    return this.#with({ boundValues });
  }

  /**
   * Says what the columns are. As an object they are matched by name; as a list of names and types by their place, from
   * the first on, and take the names given here.
   *
   * @example
   * text('SELECT id, name FROM user_account').columns({ id: t.Integer, name: t.String })
   * text('SELECT count(*), max(id) FROM t').columns([['count', t.Integer], ['last', t.nullable(t.Integer)]])
   */
  columns<const C extends ColumnTypes | ColumnList>(columns: C): TextClause<RowOfColumns<C>, ValuesOfColumns<C>> {
    return this.#with<RowOfColumns<C>, ValuesOfColumns<C>>({ resultColumns: resultColumns(columns) });
  }

  /** As a query among others; only for a text that was told its {@link columns}. */
  asQuery(): TextualSelect<N, T> {
    return new TextualSelect<N, T>(this.node, this.resultColumns, this.statementOptions);
  }

  /** `(text) AS name`, to select from; only for a text that was told its {@link columns}. */
  subquery<const S extends string = 'anon'>(name?: S): Subquery<N, S> {
    return this.asQuery().subquery(name);
  }

  /** `WITH name AS (text)`; only for a text that was told its {@link columns}. */
  cte<const S extends string = 'anon'>(name?: S, options: CteOptions = {}): Cte<N, S> {
    return this.asQuery().cte(name, options);
  }

  /** Lays options over those it has. They do not change what it compiles to. */
  executionOptions(options: StatementOptions): TextClause<N, T> {
    return this.#with({ statementOptions: withOptions(this.statementOptions, options) });
  }

  /** The SQL with its `:names`; no values. */
  override toString(): string {
    const { segments, names } = scanText(this.text, standardSyntax);
    return segments.reduce((sql, segment, index) => `${sql}:${names[index - 1]}${segment}`);
  }

  /** Without the values: they may be secret, and a log is a place for the SQL. */
  override [inspect.custom](): string {
    return `TextClause(${inspect(this.text)})`;
  }

  #with<M = N, V extends readonly unknown[] = T>(changes: Partial<TextClauseFields>): TextClause<M, V> {
    const { text, boundValues, resultColumns, statementOptions, template } = this;
    return new TextClause<M, V>({ text, boundValues, resultColumns, statementOptions, template, ...changes });
  }
}

/** The error for a parameter that a text does not have. */
export function absentName(name: string): ArgumentError {
  return new ArgumentError(`This text() construct doesn't define a bound parameter named '${name}'`);
}

function withValue(existing: BindParameter | undefined, name: string, value: unknown): BindParameter {
  return existing === undefined ? bindparam(name, { value }) : existing.withValue(value);
}
