import { ArgumentError } from '@aludel/core/dialect';

/** What the module `node:sqlite` exports. */
export type NodeSqlite = typeof import('node:sqlite');

let loaded: NodeSqlite | null = null;

/**
 * Loads node:sqlite when the first connection needs it, so that importing the dialect prints no warning of an old Node.
 *
 * @throws ArgumentError where it is missing, is too old, or would lose data without a word
 */
export function loadNodeSqlite(): NodeSqlite {
  loaded ??= checkNodeSqlite(process.getBuiltinModule('node:sqlite'));
  return loaded;
}

/** Gives the module back if it can serve. */
export function checkNodeSqlite(found: NodeSqlite | undefined): NodeSqlite {
  const advice = `This is Node ${process.versions.node}: use the latest Node 24, or @aludel/sqlite with the URL sqlite:///app.db.`;
  // The youngest of what is used here: Node 22 had a node:sqlite without it for long.
  if (typeof found?.StatementSync.prototype.setReturnArrays !== 'function')
    throw new ArgumentError(`sqlite+node needs the node:sqlite of Node 24. ${advice}`);
  if (cutsTexts(found)) throw new ArgumentError(`The node:sqlite of this Node cuts texts at U+0000. ${advice}`);
  return found;
}

/** So did Node 24 before 24.14. */
function cutsTexts({ DatabaseSync }: NodeSqlite): boolean {
  const database = new DatabaseSync(':memory:');
  const row = database.prepare('SELECT ? AS text').get('a\0b');
  database.close();
  return row?.['text'] !== 'a\0b';
}
