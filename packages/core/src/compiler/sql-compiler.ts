import { CompileError, UnsupportedCompilationError } from '../errors/compile-errors.ts';
import type { BindNode } from '../sql/nodes/expression-nodes.ts';
import type { TupleType } from '../types/tuple.ts';
import type { AnyType, FromNode, SqlNode } from '../sql/nodes/sql-node.ts';
import type { OperatorName } from '../sql/operators.ts';
import { codecOf } from './codec-of.ts';
import type { Convert, ParameterSlot } from './compiled.ts';
import type { DmlFacts } from './dml-facts.ts';
import { shortName, standardIdentifiers, writeIdentifier } from './identifier-rules.ts';
import { inlineValue, valueMissing } from './inline-value.ts';
import { writeLiteral } from './literals.ts';
import { writeOperand } from './operands.ts';
import type {
  BindChange,
  CompilerDialect,
  CteRegistry,
  NamedParameter,
  QueryPlace,
  ResultColumn,
  Rule,
  Rules,
  SelectScope,
  SqlWriter,
} from './rules.ts';
import { typeName } from './type-names.ts';

/** What one compilation is given. */
export interface CompileTask {
  /** The whole statement. */
  readonly root: SqlNode;
  readonly dialect: CompilerDialect;
  readonly standard: Rules;
  /** The statement's own parameters, in the order of its key. */
  readonly binds: readonly BindNode[];
  readonly givenKeys: readonly string[] | null;
  readonly isMany: boolean;
  /** Told of what is probably a mistake in the statement. */
  readonly warn?: ((message: string) => void) | null;
  readonly schemaTranslateMap: Readonly<Record<string, string | null>> | null;
}

/** Writes one statement: keeps what has been met on the way. Parameters are marked in the text and numbered afterwards. */
export class SqlCompiler implements SqlWriter {
  readonly dialect: CompilerDialect;
  readonly root: SqlNode;
  readonly standard: Rules;
  readonly scopes: SelectScope[] = [];
  readonly ctes: CteRegistry = { owners: new Map(), written: new Map(), isRecursive: false };
  readonly cteLevels: CteRegistry[] = [this.ctes];
  nextQuery: QueryPlace | null = null;
  readonly warn: ((message: string) => void) | null;
  readonly givenKeys: readonly string[] | null;
  readonly isMany: boolean;
  readonly slots: ParameterSlot[] = [];
  resultColumns: ResultColumn[] | null = null;
  dml: DmlFacts | null = null;
  script: readonly string[] | null = null;
  readonly #rules: Rules;
  readonly #task: CompileTask;
  #bindIndexes: ReadonlyMap<BindNode, number> | null = null;
  readonly #slotOfBind = new Map<BindNode, number>();
  readonly #slotOfName = new Map<string, number>();
  /** The names that were made up for parameters. */
  readonly #anonymousNames = new Set<string>();
  /** The names of parameters that are the values of columns. */
  readonly #columnNames = new Set<string>();
  #isInline = false;
  readonly #madeUpNames = new Map<object, string>();
  /** Those of the made-up names that were too long for the database. */
  readonly #shortNames = new Map<object, string>();
  readonly #bindNames = new Map<BindNode, object>();
  readonly #counters = new Map<string, number>();

  constructor(task: CompileTask) {
    this.#task = task;
    this.root = task.root;
    this.dialect = task.dialect;
    this.standard = task.standard;
    this.givenKeys = task.givenKeys;
    this.isMany = task.isMany;
    this.warn = task.warn ?? null;
    this.#rules = rulesOf(task.dialect, task.standard);
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
    return writeOperand(node, around, this);
  }

  // Parameters ---------------------------------------------------------------------------------------------------

  get isInline(): boolean {
    return this.#isInline;
  }

  inlined(write: () => string): string {
    const before = this.#isInline;
    this.#isInline = true;
    try {
      return write();
    } finally {
      this.#isInline = before;
    }
  }

  bind(node: BindNode, change: BindChange = {}): string {
    if (this.#isInline) return inlineValue(this.#task.binds[this.#indexOf(node)] ?? node, change, this);
    const known = this.#slotOfBind.get(node);
    if (known !== undefined && change.convert === undefined) return marker(known);
    if (change.name !== undefined) this.#reserve(change.name);
    else if (!node.isAnonymous && this.#columnNames.has(node.name)) throw reservedName(node.name);
    const named = node.isAnonymous ? undefined : this.#slotOfName.get(node.name);
    if (named !== undefined && this.slots[named]?.expanding !== node.isExpanding) throw listAndValue(node.name);
    const slot = named ?? this.#newSlot(node, change);
    if (change.convert === undefined) this.#slotOfBind.set(node, slot);
    if (!node.isAnonymous) this.#slotOfName.set(node.name, slot);
    return marker(slot);
  }

  parameter({ name, type, default: byDefault, column }: NamedParameter): string {
    if (this.#isInline) throw valueMissing(name);
    if (column !== undefined) this.#reserve(name);
    else if (this.#columnNames.has(name)) throw reservedName(name);
    const known = this.#slotOfName.get(name);
    if (known !== undefined) return marker(known);
    this.#slotOfName.set(name, this.slots.length);
    return marker(
      this.slots.push({
        name,
        encode: this.#encoderOf(type, {}),
        type,
        expanding: false,
        bindIndex: -1,
        default: byDefault,
        column,
      }) - 1,
    );
  }

  /** Keeps the name of a column for its value: the execution gives values for columns by their names. */
  #reserve(name: string): void {
    if (this.#columnNames.has(name) || this.#slotOfName.has(name)) throw reservedName(name);
    this.#columnNames.add(name);
  }

  #newSlot(node: BindNode, change: BindChange): number {
    const name = change.name ?? (node.isAnonymous ? this.#bindName(node, change.stem ?? node.name) : node.name);
    if (change.name === undefined) this.#checkUnique(name, node);
    else this.#slotOfName.set(name, this.slots.length);
    const encode =
      node.isTyped || change.type !== undefined || change.convert !== undefined
        ? this.#encoderOf(change.type ?? node.type, change)
        : null;
    const parts = node.isExpanding ? this.#partsOf(node.type) : undefined;
    const bindIndex = this.#indexOf(node);
    return (
      this.slots.push({
        name,
        encode: parts === undefined ? encode : null,
        type: change.type ?? node.type,
        parts,
        isInline: change.isInline,
        emptyTuples: parts && this.#emptyTuples(node.type),
        expanding: node.isExpanding,
        bindIndex,
        fixed: bindIndex < 0 && node.isGiven ? { value: node.value } : undefined,
        default: change.default,
        column: change.column,
      }) - 1
    );
  }

  /** A value for a parameter with a name must not land in one whose name was made up. */
  #checkUnique(name: string, { isAnonymous }: BindNode): void {
    if (isAnonymous ? this.#slotOfName.has(name) : this.#anonymousNames.has(name))
      throw new CompileError(
        `Bind parameter '${name}' conflicts with unique bind parameter of the same name. Give it another name.`,
      );
    if (isAnonymous) this.#anonymousNames.add(name);
  }

  /** Which of the statement's parameters it is; -1: none. By a map, since an INSERT may have thousands. */
  #indexOf(node: BindNode): number {
    this.#bindIndexes ??= new Map(this.#task.binds.map((bind, index) => [bind, index]));
    const index = this.#bindIndexes.get(node);
    if (index !== undefined || node.isAnonymous) return index ?? -1;
    // `params()` gave it another value.
    return this.#task.binds.findIndex(({ name, isAnonymous }) => !isAnonymous && name === node.name);
  }

  /** How the parts of tuples are encoded; undefined: it is no type of tuples. */
  #partsOf(type: AnyType): readonly (Convert | null)[] | undefined {
    if (type.typeName !== 'Tuple') return undefined;
    return (type as TupleType).itemTypes.map((itemType) => this.#encoderOf(itemType, {}));
  }

  /** A subquery without rows, with columns of these types. */
  #emptyTuples(type: AnyType): string {
    const columns = (type as TupleType).itemTypes.map((itemType) => this.dialect.castParameter?.('NULL', itemType, this) ?? '1');
    return this.dialect.emptyList?.tuples?.(columns) ?? `(SELECT ${columns.join(', ')} FROM (SELECT 1) AS _empty_set WHERE 1!=1)`;
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
    if (name !== null && name !== undefined) return name;
    const { restates } = node as { readonly restates?: FromNode | null };
    if (restates != null) return this.fromName(restates);
    return this.madeUpName(node.identity, stem ?? 'anon');
  }

  /** Not that of the label that a parameter may have in the list of columns. */
  #bindName(node: BindNode, stem: string): string {
    const key = this.#bindNames.get(node) ?? {};
    this.#bindNames.set(node, key);
    return this.#numberedName(key, stem);
  }

  madeUpName(key: object, stem: string): string {
    const known = this.#shortNames.get(key);
    if (known !== undefined) return known;
    const name = this.#numberedName(key, stem);
    const { maxLength } = this.dialect.identifiers ?? standardIdentifiers;
    const short = shortName(name, maxLength, () => this.#shortNames.size + 1);
    if (short !== name) this.#shortNames.set(key, short);
    return short;
  }

  #numberedName(key: object, stem: string): string {
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

function reservedName(name: string): CompileError {
  return new CompileError(
    `bindparam() name '${name}' is reserved for automatic usage in the VALUES or SET clause of this insert/update statement. Please use a name other than column name when using bindparam() with insert() or update() (for example, 'b_${name}').`,
  );
}

const rulesOfDialects = new WeakMap<CompilerDialect, Rules>();

function rulesOf(dialect: CompilerDialect, standard: Rules): Rules {
  if (dialect.rules === undefined) return standard;
  const known = rulesOfDialects.get(dialect);
  if (known !== undefined) return known;
  const rules = { ...standard, ...dialect.rules };
  rulesOfDialects.set(dialect, rules);
  return rules;
}

function listAndValue(name: string): CompileError {
  return new CompileError(
    `Can't reuse bound parameter name '${name}' in both 'expanding' (e.g. within an IN expression) and non-expanding contexts. Give one of them another name.`,
  );
}

/** Where a parameter stands in the text; no SQL holds this character. */
function marker(slot: number): string {
  return `\0${slot}\0`;
}
