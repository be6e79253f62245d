import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { SqlNode } from '../sql/nodes/sql-node.ts';
import { codecOf } from './codec-of.ts';
import { Compiled, type Convert, type EmptyList, type ParameterSlot } from './compiled.ts';
import type { CompilerDialect, SqlWriter } from './rules.ts';
import { SqlCompiler } from './sql-compiler.ts';
import { standardRules } from './standard-rules.ts';

/** What a statement is compiled for. */
export interface StatementToCompile {
  readonly node: SqlNode;
  /** Its parameters in the order of its key. */
  readonly binds: readonly BindNode[];
  /** Which columns INSERT and UPDATE are given values for by the execution; null: not known, or none. */
  readonly givenKeys?: readonly string[] | null;
  readonly isMany?: boolean;
  readonly schemaTranslateMap?: Readonly<Record<string, string | null>> | null;
}

/** Compiles a statement that was built from clauses. */
export function compileStatement(statement: StatementToCompile, dialect: CompilerDialect): Compiled {
  const { node, binds, givenKeys = null, isMany = false, schemaTranslateMap = null } = statement;
  const compiler = new SqlCompiler({ dialect, standard: standardRules, binds, givenKeys, isMany, schemaTranslateMap });
  const text = compiler.write(node);
  const { slots, references, segments } = numbered(text, compiler.slots, dialect.placeholdersRepeat);
  const { placeholder, placeholdersRepeat, emptyList = emptySubquery } = dialect;
  const hasExpanding = slots.some(({ expanding }) => expanding);
  return new Compiled({
    sql: joined(segments, references, slots, placeholder),
    slots,
    layout: { segments, references },
    expansion: hasExpanding ? { segments, references, placeholder, placeholdersRepeat, emptyList } : null,
    columns: resultColumns(compiler, dialect),
    isPositional: true,
  });
}

const emptySubquery: EmptyList = Object.freeze({ subquery: '(SELECT 1 FROM (SELECT 1) AS _empty_set WHERE 1!=1)' });

function resultColumns(
  { resultColumns }: SqlWriter,
  dialect: CompilerDialect,
): { readonly name: string; readonly decode: Convert | null }[] | null {
  if (resultColumns === null) return null;
  return resultColumns.map(({ key, type }) => ({
    name: key,
    decode: (codecOf(type, dialect).decode as Convert | undefined) ?? null,
  }));
}

interface Numbered {
  readonly segments: readonly string[];
  readonly references: readonly number[];
  readonly slots: readonly ParameterSlot[];
}

/** Numbers the marked parameters in the order they stand; one that stands twice has two places unless placeholders repeat. */
function numbered(text: string, marked: readonly ParameterSlot[], repeat: boolean): Numbered {
  const pieces = text.split('\0');
  const segments: string[] = [pieces[0] as string];
  const references: number[] = [];
  const slots: ParameterSlot[] = [];
  const places = new Map<number, number>();
  for (let i = 1; i < pieces.length; i += 2) {
    const mark = Number(pieces[i]);
    const known = repeat ? places.get(mark) : undefined;
    const place = known ?? slots.push(marked[mark] as ParameterSlot) - 1;
    places.set(mark, place);
    references.push(place);
    segments.push(pieces[i + 1] as string);
  }
  return { segments, references, slots };
}

/** The SQL; in place of a list whose length is not known yet, SQLAlchemy's notation for one. */
function joined(
  segments: readonly string[],
  references: readonly number[],
  slots: readonly ParameterSlot[],
  placeholder: (index: number) => string,
): string {
  let sql = segments[0] as string;
  for (let i = 0; i < references.length; i++) {
    const place = references[i] as number;
    const slot = slots[place] as ParameterSlot;
    sql += (slot.expanding ? `(__[POSTCOMPILE_${slot.name}])` : placeholder(place)) + segments[i + 1];
  }
  return sql;
}
