import { ArgumentError } from '../errors/argument-errors.ts';
import { standardSyntax } from '../sql/lexical-syntax.ts';
import { statementKey } from '../sql/nodes/cache-key.ts';
import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { type CompiledSql, type PrintOptions, printer } from '../sql/printing.ts';
import { checkOptionNames } from '../util/check-options.ts';
import { compileStatement } from './compile-statement.ts';
import type { Compiled } from './compiled.ts';
import type { CompilerDialect } from './rules.ts';

/** Standard SQL, with parameters by name: what `String(statement)` shows. */
export const printingDialect: CompilerDialect = Object.freeze({
  name: 'default',
  syntax: standardSyntax,
  placeholder: () => '?',
  placeholdersRepeat: false,
  paramStyle: 'named' as const,
});

/** Compiles a clause for reading. */
export function printSql(node: SqlNode, options: PrintOptions = {}): CompiledSql {
  checkOptionNames(options, ['dialect', 'literalBinds'], 'compile()');
  const dialect = dialectOf(options.dialect);
  const { binds, entity } = statementKey(node);
  const compiled = compileStatement({ node, entity, binds, literalBinds: options.literalBinds ?? false }, dialect);
  const sql = textOf(compiled, dialect);
  return {
    sql,
    statements: compiled.script ?? [sql],
    // Asked for when they are wanted: a value may be that of an object which has none yet.
    get params() {
      return valuesByName(compiled, binds);
    },
    get positional() {
      return values(compiled, binds);
    },
    toString: () => sql,
  };
}

/** The compiler is loaded with every engine; the clauses, which stand floors below, reach it here. */
printer.print = printSql;

function dialectOf(given: object | undefined): CompilerDialect {
  if (given === undefined) return printingDialect;
  const { dialect = given } = given as { readonly dialect?: object };
  if (typeof (dialect as Partial<CompilerDialect>).placeholder === 'function') return dialect as CompilerDialect;
  throw new ArgumentError('"dialect" is a dialect, such as `sqlite` of @aludel/sqlite, or an engine.');
}

function textOf(compiled: Compiled, dialect: CompilerDialect): string {
  if (dialect.paramStyle !== 'named') return compiled.sql;
  const { segments, references } = compiled.layout;
  return segments.reduce((sql, segment, index) => {
    const slot = compiled.slots[references[index - 1] as number];
    return sql + (slot?.expanding === true ? `(__[POSTCOMPILE_${slot.name}])` : `:${slot?.name}`) + segment;
  });
}

function valuesByName({ slots }: Compiled, binds: readonly BindNode[]): Readonly<Record<string, unknown>> {
  const params: Record<string, unknown> = Object.create(null);
  for (const { name, bindIndex, fixed } of slots) {
    const bind = binds[bindIndex];
    if (bind?.isGiven === true) params[name] = bind.value;
    else if (fixed !== undefined) params[name] = fixed.value;
  }
  return params;
}

function values({ slots }: Compiled, binds: readonly BindNode[]): readonly unknown[] {
  return slots.map(({ bindIndex, fixed }) => binds[bindIndex]?.value ?? fixed?.value ?? null);
}
