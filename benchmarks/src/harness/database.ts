import { type ConnectableDialect, createEngine, type Engine, type EngineOptions, makeUrl } from '@aludel/core';
import { mariadb, mysql } from '@aludel/mysql';
import { postgresql } from '@aludel/postgresql';
import { sqlite } from '@aludel/sqlite';

/** The databases that are measured. */
export const databaseNames = ['sqlite', 'postgresql', 'mariadb', 'mysql'] as const;

export type DatabaseName = (typeof databaseNames)[number];

/** A database to measure on. */
export interface Database {
  readonly name: DatabaseName;
  readonly url: string;
}

/** Something that databases differ in. */
export type PerDatabase<T> = Readonly<Partial<Record<DatabaseName, T>>>;

/**
 * Our side of a comparison. It does without TLS, as the drivers do unless they are asked: by default we take what the server
 * offers, like libpq, and encryption alone is a quarter of a small statement.
 */
export function openEngine({ name, url }: Database, options: EngineOptions = {}): Engine {
  return createEngine(makeUrl(url).updateQueryDict(plainly[name] ?? {}), { ...options, dialect: dialects[name] });
}

const plainly: PerDatabase<Readonly<Record<string, string>>> = {
  postgresql: { sslmode: 'disable' },
  mariadb: { 'ssl-mode': 'disabled' },
  mysql: { 'ssl-mode': 'disabled' },
};

const dialects: Readonly<Record<DatabaseName, ConnectableDialect>> = { sqlite, postgresql, mariadb, mysql };
