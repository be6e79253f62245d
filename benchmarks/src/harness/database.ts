import { type ConnectableDialect, createEngine, type Engine, type EngineOptions } from '@aludel/core';
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

/** Our side of a comparison. */
export function openEngine({ name, url }: Database, options: EngineOptions = {}): Engine {
  return createEngine(url, { ...options, dialect: dialects[name] });
}

const dialects: Readonly<Record<DatabaseName, ConnectableDialect>> = { sqlite, postgresql, mariadb, mysql };
