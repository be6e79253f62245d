/**
 * Whether a statement did something to the session itself that outlives its transaction: a setting, a temporary table, a
 * prepared statement, a lock. By its text, and its tag as the server reported it.
 */
export function changesSession(sql: string, tag: string): boolean {
  // The tag of CREATE TABLE AS is that of its query.
  if (tag.startsWith('SELECT') || tag === 'DO') return SELECT_THAT_SETS.test(sql) || CREATE_TEMPORARY.test(sql);
  if (tag.startsWith('CREATE')) return CREATE_TEMPORARY.test(sql);
  return STATE_TAGS.has(tag) && !OF_TRANSACTION.test(sql);
}

const STATE_TAGS: ReadonlySet<string> = new Set(['SET', 'PREPARE', 'LISTEN', 'LOAD', 'DECLARE CURSOR']);
const SELECT_THAT_SETS =
  /\b(?:set_config|setseed|pg_(?:try_)?advisory_lock\w*)\s*\(|\binto\s+(?:(?:global|local)\s+)?(?:temp|temporary)\b/i;
const CREATE_TEMPORARY = /\bcreate\s+(?:or\s+replace\s+)?(?:(?:global|local)\s+)?(?:temp|temporary)\b|\bpg_temp\b/i;
const OF_TRANSACTION = /^\s*(?:set\s+(?:local|transaction)\b|declare\b(?![^]*\bwith\s+hold\b))/i;
