import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { SqlNode, StatementEntity, StatementNode } from '../sql/nodes/sql-node.ts';
import { codecOf } from './codec-of.ts';
import type { CompiledDml, LayoutPoint, RowSpan } from './dml-facts.ts';
import { Compiled, type Convert, type DecodedColumn, type ParameterSlot } from './compiled.ts';
import type { CompilerDialect, SqlWriter } from './rules.ts';
import { expansionOf, laidOutSql } from './laid-out-sql.ts';
import { SqlCompiler } from './sql-compiler.ts';
import { standardRules } from './standard-rules.ts';

/** What a statement is compiled for. */
export interface StatementToCompile {
  readonly node: SqlNode;
  /** Its parameters in the order of its key. */
  readonly binds: readonly BindNode[];
  /** A mapped class that it names, which has to lower it first; null: none. */
  readonly entity?: StatementEntity | null;
  /** Which columns INSERT and UPDATE are given values for by the execution; null: not known, or none. */
  readonly givenKeys?: readonly string[] | null;
  readonly isMany?: boolean;
  readonly schemaTranslateMap?: Readonly<Record<string, string | null>> | null;
  /** Writes values into the SQL: for reading only. */
  readonly literalBinds?: boolean;
  /** Told of what is probably a mistake in the statement. */
  readonly warn?: ((message: string) => void) | null;
}

/** Compiles a statement that was built from clauses. */
export function compileStatement(statement: StatementToCompile, dialect: CompilerDialect): Compiled {
  const {
    node: given,
    entity = null,
    binds,
    givenKeys = null,
    isMany = false,
    schemaTranslateMap = null,
    warn = null,
    literalBinds = false,
  } = statement;
  const lowered = entity?.lower(given as StatementNode) ?? null;
  const node = lowered?.node ?? given;
  const compiler = new SqlCompiler({
    root: node,
    dialect,
    standard: standardRules,
    binds,
    givenKeys,
    isMany,
    schemaTranslateMap,
    warn,
  });
  const text = literalBinds ? compiler.inlined(() => compiler.write(node)) : compiler.write(node);
  const { slots, references, segments, rowSpan } = numbered(text, compiler.slots, dialect.placeholdersRepeat);
  const { placeholder, placeholdersRepeat } = dialect;
  const layout = { segments, references, placeholder, placeholdersRepeat };
  const hasExpanding = slots.some(({ expanding, isInline = false }) => expanding || isInline !== false);
  return new Compiled({
    sql: laidOutSql(layout, slots),
    slots,
    layout,
    expansion: hasExpanding ? expansionOf(layout, dialect) : null,
    plan: lowered?.plan ?? null,
    columns: resultColumns(compiler, dialect),
    isPositional: (node as { readonly isByName?: boolean }).isByName !== true,
    // A text among the columns may stand for several of them.
    isPositionalIfComplete: compiler.resultColumns?.some(({ key }) => key === null) === true,
    script: compiler.script,
    dml: compiledDml(compiler, slots, rowSpan, dialect),
  });
}

function resultColumns({ resultColumns }: SqlWriter, dialect: CompilerDialect): DecodedColumn[] | null {
  if (resultColumns === null) return null;
  return resultColumns.map(({ key, type }) => ({
    name: key,
    decode: (codecOf(type, dialect).decode as Convert | undefined) ?? null,
  }));
}

/** What the engine must know of an INSERT, UPDATE or DELETE, with the places of its parameters. */
function compiledDml(
  { dml }: SqlWriter,
  slots: readonly ParameterSlot[],
  rowSpan: RowSpan | null,
  dialect: CompilerDialect,
): CompiledDml | null {
  if (dml === null) return null;
  const keys = dml.keys.map((facts) => {
    const places = placesOf(facts.key, slots);
    return {
      ...facts,
      decode: (codecOf(facts.type, dialect).decode as Convert | undefined) ?? null,
      slots: Array.from({ length: dml.rows }, (_row, row) => places.get(row) ?? -1),
    };
  });
  const sentinels = dml.sentinels.map((facts) => ({ ...facts, slot: placesOf(facts.key, slots).get(0) ?? -1 }));
  return { ...dml, keys, sentinels, keysAreGiven: keys.some(({ slots: [first = -1] }) => first >= 0), rowSpan };
}

/** The slots of a column, by the rows of VALUES. */
function placesOf(key: string, slots: readonly ParameterSlot[]): ReadonlyMap<number, number> {
  return new Map(slots.map(({ column }, index) => [column?.key === key ? column.row : -1, index]));
}

interface Numbered {
  readonly segments: readonly string[];
  readonly references: readonly number[];
  readonly slots: readonly ParameterSlot[];
  /** Where the row of VALUES stands that can be repeated; null: none. */
  readonly rowSpan: RowSpan | null;
}

/** Numbers the marked parameters in the order they stand; one that stands twice has two places unless placeholders repeat. */
function numbered(text: string, marked: readonly ParameterSlot[], repeat: boolean): Numbered {
  const pieces = text.split('\0');
  const segments: string[] = [pieces[0] as string];
  const references: number[] = [];
  const slots: ParameterSlot[] = [];
  const places = new Map<number, number>();
  let start: LayoutPoint | null = null;
  let end: LayoutPoint | null = null;
  for (let i = 1; i < pieces.length; i += 2) {
    if (pieces[i] === '[' || pieces[i] === ']') {
      const before = segments.at(-1) as string;
      const point = { reference: references.length, offset: before.length };
      if (pieces[i] === '[') start = point;
      else end = point;
      segments[segments.length - 1] = before + (pieces[i + 1] as string);
      continue;
    }
    const mark = Number(pieces[i]);
    const known = repeat ? places.get(mark) : undefined;
    const place = known ?? slots.push(marked[mark] as ParameterSlot) - 1;
    places.set(mark, place);
    references.push(place);
    segments.push(pieces[i + 1] as string);
  }
  return { segments, references, slots, rowSpan: start === null || end === null ? null : { start, end } };
}
