import { ArgumentError } from '@aludel/core/dialect';

/** What the module `node:sqlite` exports. */
export type NodeSqlite = typeof import('node:sqlite');

/** The module, and what this Node's has to be helped with. */
export interface LoadedNodeSqlite {
  readonly DatabaseSync: NodeSqlite['DatabaseSync'];
  /** Whether `all()` gives rows the columns that `*` had before the schema was changed. So does Node before 24.20. */
  readonly allIsLate: boolean;
}

let loaded: LoadedNodeSqlite | null = null;

/**
 * Loads node:sqlite when the first connection needs it, so that importing the dialect prints no warning of an old Node.
 *
 * @throws ArgumentError where it is missing, is too old, or would lose data without a word
 */
export function loadNodeSqlite(): LoadedNodeSqlite {
  loaded ??= checkNodeSqlite(process.getBuiltinModule('node:sqlite'));
  return loaded;
}

/** Looks whether the module can serve. */
export function checkNodeSqlite(found: NodeSqlite | undefined): LoadedNodeSqlite {
  const advice = `This is Node ${process.versions.node}: use Node 24.16 or later, or @aludel/sqlite with the URL sqlite:///app.db.`;
  // The youngest of what is used here: Node 22 had a node:sqlite without it for long.
  if (typeof found?.StatementSync.prototype.setReturnArrays !== 'function')
    throw new ArgumentError(`sqlite+node needs the node:sqlite of Node 24. ${advice}`);
  const { DatabaseSync } = found;
  if (cutsTexts(found)) throw new ArgumentError(`The node:sqlite of this Node cuts texts at U+0000. ${advice}`);
  return { DatabaseSync, allIsLate: isAllLate(found) };
}

/** So did Node 24 before 24.16. */
function cutsTexts({ DatabaseSync }: NodeSqlite): boolean {
  const database = new DatabaseSync(':memory:');
  const row = database.prepare('SELECT ? AS text').get('a\0b');
  database.close();
  return row?.['text'] !== 'a\0b';
}

function isAllLate({ DatabaseSync }: NodeSqlite): boolean {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
  const statement = database.prepare('SELECT * FROM t');
  database.exec('ALTER TABLE t ADD COLUMN b DEFAULT 2');
  const [row] = statement.all();
  database.close();
  return row?.['b'] !== 2;
}
