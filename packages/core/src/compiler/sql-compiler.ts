import { CompileError, UnsupportedCompilationError } from '../errors/compile-errors.ts';
import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { AnyType, FromNode, SqlNode } from '../sql/nodes/sql-node.ts';
import type { OperatorName } from '../sql/operators.ts';
import { codecOf } from './codec-of.ts';
import type { Convert, ParameterSlot } from './compiled.ts';
import { standardIdentifiers, writeIdentifier } from './identifier-rules.ts';
import { writeLiteral } from './literals.ts';
import { needsParentheses } from './parenthesize.ts';
import type {
  BindChange,
  CompilerDialect,
  CteRegistry,
  NamedParameter,
  ResultColumn,
  Rule,
  Rules,
  SelectScope,
  SqlWriter,
} from './rules.ts';
import { typeName } from './type-names.ts';

/** What one compilation is given. */
export interface CompileTask {
  readonly dialect: CompilerDialect;
  readonly standard: Rules;
  /** The statement's own parameters, in the order of its key. */
  readonly binds: readonly BindNode[];
  readonly givenKeys: readonly string[] | null;
  readonly isMany: boolean;
  readonly schemaTranslateMap: Readonly<Record<string, string | null>> | null;
}

/** Writes one statement: keeps what has been met on the way. Parameters are marked in the text and numbered afterwards. */
export class SqlCompiler implements SqlWriter {
  readonly dialect: CompilerDialect;
  readonly standard: Rules;
  readonly scopes: SelectScope[] = [];
  readonly ctes: CteRegistry = { written: new Map(), isRecursive: false };
  readonly givenKeys: readonly string[] | null;
  readonly isMany: boolean;
  readonly slots: ParameterSlot[] = [];
  resultColumns: ResultColumn[] | null = null;
  readonly #rules: Rules;
  readonly #task: CompileTask;
  readonly #slotOfBind = new Map<BindNode, number>();
  readonly #slotOfName = new Map<string, number>();
  readonly #madeUpNames = new Map<object, string>();
  readonly #counters = new Map<string, number>();

  constructor(task: CompileTask) {
    this.#task = task;
    this.dialect = task.dialect;
    this.standard = task.standard;
    this.givenKeys = task.givenKeys;
    this.isMany = task.isMany;
    this.#rules = task.dialect.rules === undefined ? task.standard : { ...task.standard, ...task.dialect.rules };
  }

  write(node: SqlNode): string {
    const rule = (this.#rules as Readonly<Record<string, Rule<never> | undefined>>)[node.kind];
    if (rule === undefined)
      throw new UnsupportedCompilationError(`The dialect ${this.dialect.name} has no SQL for "${node.kind}".`);
    return rule(node as never, this);
  }

  list(nodes: readonly SqlNode[], separator = ', '): string {
    return nodes.map((node) => this.write(node)).join(separator);
  }

  operand(node: SqlNode, around: OperatorName): string {
    const written = this.write(node);
    return needsParentheses(node, around) ? `(${written})` : written;
  }

  // Parameters ---------------------------------------------------------------------------------------------------

  bind(node: BindNode, change: BindChange = {}): string {
    const known = this.#slotOfBind.get(node);
    if (known !== undefined && change.convert === undefined) return marker(known);
    const named = node.isAnonymous ? undefined : this.#slotOfName.get(node.name);
    const slot = named ?? this.#newSlot(node, change);
    if (change.convert === undefined) this.#slotOfBind.set(node, slot);
    if (!node.isAnonymous) this.#slotOfName.set(node.name, slot);
    return marker(slot);
  }

  parameter({ name, type, default: byDefault }: NamedParameter): string {
    const known = this.#slotOfName.get(name);
    if (known !== undefined) return marker(known);
    this.#slotOfName.set(name, this.slots.length);
    return marker(
      this.slots.push({ name, encode: this.#encoderOf(type, {}), expanding: false, bindIndex: -1, default: byDefault }) - 1,
    );
  }

  #newSlot(node: BindNode, change: BindChange): number {
    const name = node.isAnonymous ? this.madeUpName(node, node.name) : node.name;
    const encode =
      node.isTyped || change.type !== undefined || change.convert !== undefined
        ? this.#encoderOf(change.type ?? node.type, change)
        : null;
    return this.slots.push({ name, encode, expanding: node.isExpanding, bindIndex: this.#task.binds.indexOf(node) }) - 1;
  }

  #encoderOf(type: AnyType, { convert }: BindChange): Convert | null {
    const encode = (codecOf(type, this.dialect).encode as Convert | undefined) ?? null;
    if (convert === undefined) return encode;
    return encode === null ? convert : (value) => encode(convert(value));
  }

  literal(value: unknown, type: AnyType): string {
    return writeLiteral(value, type, this.dialect);
  }

  // Names --------------------------------------------------------------------------------------------------------

  identifier(name: string): string {
    const rules = this.dialect.identifiers ?? standardIdentifiers;
    if (name.includes('\0')) throw new CompileError('A name holds the character U+0000, which no database takes.');
    return writeIdentifier(name, rules);
  }

  tableName(name: string, schema: string | null): string {
    const map = this.#task.schemaTranslateMap;
    const key = schema ?? '';
    const wanted = map !== null && Object.hasOwn(map, key) ? (map[key] as string | null) : schema;
    return wanted === null ? this.identifier(name) : `${this.identifier(wanted)}.${this.identifier(name)}`;
  }

  fromName(node: FromNode): string {
    const { name, stem } = node as { readonly name?: string | null; readonly stem?: string };
    if (typeof name === 'string') return name;
    return this.madeUpName(node.identity, stem ?? 'anon');
  }

  madeUpName(key: object, stem: string): string {
    const known = this.#madeUpNames.get(key);
    if (known !== undefined) return known;
    const count = (this.#counters.get(stem) ?? 0) + 1;
    this.#counters.set(stem, count);
    const name = `${stem}_${count}`;
    this.#madeUpNames.set(key, name);
    return name;
  }

  typeName(type: AnyType): string {
    return typeName(type, this);
  }
}

/** Where a parameter stands in the text; no SQL holds this character. */
function marker(slot: number): string {
  return `\0${slot}\0`;
}
