import { ArgumentError } from '../../errors/argument-errors.ts';
import { warn } from '../../util/warn.ts';

const names = ['save-update', 'merge', 'refresh-expire', 'expunge', 'delete', 'delete-orphan'] as const;

/** What is done to related objects with what is done to an object. */
export type CascadeName = (typeof names)[number] | 'all' | 'none';

/** What a relationship cascades. Semantics: SQLAlchemy's `CascadeOptions`. */
export interface Cascade {
  readonly saveUpdate: boolean;
  readonly merge: boolean;
  readonly refreshExpire: boolean;
  readonly expunge: boolean;
  readonly delete: boolean;
  readonly deleteOrphan: boolean;
}

/** What a relationship that is only read can cascade. */
const harmless: readonly string[] = ['merge', 'refresh-expire', 'expunge', 'none'];

/** Reads `all, delete-orphan`. @throws ArgumentError for a name that is none, or that writes where nothing is written */
export function cascadeOf(given: string | readonly string[] | undefined, subject: string, viewonly = false): Cascade {
  const byDefault = viewonly ? ['merge'] : ['save-update', 'merge'];
  const words = given === undefined ? byDefault : typeof given === 'string' ? given.split(',') : given;
  const wanted = new Set(words.map((word) => word.trim()).filter((word) => word !== ''));
  const unknown = [...wanted].filter((word) => word !== 'all' && word !== 'none' && !names.includes(word as never));
  if (unknown.length > 0) {
    const shown = unknown.sort().map((word) => `'${word}'`);
    throw new ArgumentError(`Invalid cascade option(s): ${shown.join(', ')} at ${subject}. There are: ${names.join(', ')}, all.`);
  }
  const writing = [...wanted].filter((word) => !harmless.includes(word));
  if (viewonly && writing.length > 0)
    throw new ArgumentError(
      `Cascade settings "${writing.sort().join(', ')}" apply to persistence operations and should not be combined with viewonly: true, which ${subject} has.`,
    );
  if (wanted.has('none')) wanted.clear();
  const all = wanted.has('all');
  const has = (name: (typeof names)[number]) => wanted.has(name) || (all && name !== 'delete-orphan');
  if (has('delete-orphan') && !has('delete'))
    warn(`The 'delete-orphan' cascade option requires 'delete'; ${subject} has the former alone.`);
  return {
    saveUpdate: has('save-update'),
    merge: has('merge'),
    refreshExpire: has('refresh-expire'),
    expunge: has('expunge'),
    delete: has('delete'),
    deleteOrphan: has('delete-orphan'),
  };
}
