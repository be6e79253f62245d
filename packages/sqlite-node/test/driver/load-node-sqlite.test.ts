import { DatabaseSync, StatementSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '@aludel/core/dialect';
import { checkNodeSqlite, type NodeSqlite } from '../../src/driver/load-node-sqlite.ts';

const error = (found: unknown): unknown => {
  try {
    return checkNodeSqlite(found as NodeSqlite | undefined);
  } catch (thrown) {
    return thrown;
  }
};

describe('loading node:sqlite', () => {
  test('gives what this Node has', () => {
    expect(checkNodeSqlite({ DatabaseSync, StatementSync } as NodeSqlite).DatabaseSync).toBe(DatabaseSync);
  });

  test.each([
    ['no node:sqlite', undefined],
    ['an early one', { DatabaseSync, StatementSync: class {} }],
  ])('says which Node it needs where there is %s', (_title, found) => {
    expect(error(found)).toBeInstanceOf(ArgumentError);
    expect(error(found)).toMatchObject({ message: expect.stringMatching(/of Node 24.*This is Node .*sqlite:\/\/\/app\.db/) });
  });

  test('refuses one that would lose a part of a text', () => {
    class Cutting extends DatabaseSync {
      override prepare(_sql: string): StatementSync {
        return super.prepare("SELECT 'a' AS text, ?");
      }
    }
    expect(error({ DatabaseSync: Cutting, StatementSync })).toMatchObject({ message: expect.stringContaining('U+0000') });
  });
});
