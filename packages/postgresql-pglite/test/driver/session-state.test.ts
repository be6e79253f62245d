import { expect, test } from '@jest/globals';
import { changesSession } from '../../src/driver/session-state.ts';

test.each([
  ["SET search_path = 'a'", 'SET', true],
  ['set local x.y = 1', 'SET', false],
  ['SET TRANSACTION READ ONLY', 'SET', false],
  ['CREATE TEMPORARY TABLE t (a int)', 'CREATE TABLE', true],
  ['CREATE TABLE t (a int)', 'CREATE TABLE', false],
  ['CREATE TABLE pg_temp.t (a int)', 'CREATE TABLE', true],
  ['CREATE TEMP TABLE t AS SELECT 1', 'SELECT 1', true],
  ['CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1', 'CREATE VIEW', true],
  ['CREATE TABLE weather (temp float8)', 'CREATE TABLE', false],
  ['CREATE TABLE t AS SELECT temp FROM weather', 'SELECT 1', false],
  ["DO $$ BEGIN PERFORM set_config('x.y', '1', false); END $$", 'DO', true],
  ['SELECT 1 INTO TEMP t', 'SELECT 1', true],
  ['SELECT 1 INTO temperatures', 'SELECT 1', false],
  ['SELECT 1', 'SELECT 1', false],
  ["SELECT set_config('x.y', '1', false)", 'SELECT 1', true],
  ['SELECT pg_advisory_lock(1)', 'SELECT 1', true],
  ['SELECT pg_advisory_xact_lock(1)', 'SELECT 1', false],
  ['PREPARE p AS SELECT 1', 'PREPARE', true],
  ['DECLARE c CURSOR FOR SELECT 1', 'DECLARE CURSOR', false],
  ['DECLARE c CURSOR WITH HOLD FOR SELECT 1', 'DECLARE CURSOR', true],
  ['INSERT INTO t VALUES (1)', 'INSERT 0 1', false],
])('%s (%s) changes the session: %j', (sql, tag, changes) => {
  expect(changesSession(sql, tag)).toBe(changes);
});
