import type { ConnectTarget } from './connect-target.ts';
import type { DriverConnection } from './driver-connection.ts';

/** Knows the wire: how to reach a database and speak to it. Knows no SQL. */
export interface Driver {
  /** As in the URL after the plus sign, and in logs and errors: `pg`. */
  readonly name: string;
  /** Package and class of its errors, as messages show them, where the dialect cannot know: `node:sqlite.Error`. */
  readonly errorTag?: string | undefined;
  /**
   * Throws ArgumentError for a URL or `connectArgs` that this driver cannot mean. Called when an engine is made; it
   * connects to nothing.
   */
  checkTarget?(target: ConnectTarget): void;
  /** Opens a connection. Throws the driver's error, with no password in it. */
  connect(target: ConnectTarget): DriverConnection | Promise<DriverConnection>;
}
