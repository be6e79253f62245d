import type { ConnectTarget } from '@aludel/core/dialect';
import { folderOf } from './driver/connection-settings.ts';

/** A database in memory lives inside its connection, so there is one for all; those of a folder find their common one. */
export function poolFor(target: ConnectTarget): 'queue' | 'static' {
  return folderOf(target.database) === null ? 'static' : 'queue';
}
