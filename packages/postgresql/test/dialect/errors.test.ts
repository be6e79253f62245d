import { describe, expect, test } from '@jest/globals';
import { ArgumentError } from '@aludel/core/dialect';
import { classifyError } from '../../src/dialect/errors.ts';

function serverError(code: string, fields: Record<string, unknown> = {}, message = 'no'): Error {
  class DatabaseError extends Error {}
  return Object.assign(new DatabaseError(message), { code, severity: 'ERROR', ...fields });
}

describe('classification by SQLSTATE', () => {
  test.each([
    ['23505', 'unique'],
    ['23503', 'foreign-key'],
    ['23001', 'foreign-key'],
    ['23502', 'not-null'],
    ['23514', 'check'],
    ['23P01', 'integrity'],
    ['22003', 'data'],
    ['22P02', 'data'],
    ['42601', 'programming'],
    ['42501', 'programming'],
    ['42P01', 'programming'],
    ['40001', 'serialization'],
    ['40P01', 'deadlock'],
    ['55P03', 'lock-timeout'],
    ['57014', 'canceled'],
    ['53300', 'operational'],
    ['53100', 'operational'],
    ['25006', 'operational'],
    ['28P01', 'operational'],
    ['3D000', 'operational'],
    ['25P02', 'internal'],
    ['25P01', 'internal'],
    ['25001', 'internal'],
    ['3B001', 'internal'],
    ['0A000', 'not-supported'],
    ['26000', 'programming'],
    ['34000', 'programming'],
    ['P0001', 'internal'],
    ['ZZ999', 'database'],
  ])('%s is %s and leaves the connection usable', (code, kind) => {
    expect(classifyError(serverError(code))).toMatchObject({
      kind,
      isDisconnect: false,
      driverTag: 'pg.DatabaseError',
      message: 'no',
    });
  });

  test.each(['08000', '08006', '57P01', '57P02', '57P03', '57P04', '57P05', '25P03', '25P04'])(
    '%s is a lost connection',
    (code) => {
      expect(classifyError(serverError(code))).toMatchObject({ kind: 'disconnect', isDisconnect: true });
    },
  );

  test('a wrong number of parameters is a mistake in the program, a broken protocol the end of the connection', () => {
    expect(classifyError(serverError('08P01'))).toMatchObject({ kind: 'programming', isDisconnect: false });
    expect(classifyError(serverError('08P01', { severity: 'FATAL' }))).toMatchObject({ kind: 'disconnect', isDisconnect: true });
  });

  test('a fatal error ends the connection, but a refusal to let us in says nothing of other connections', () => {
    expect(classifyError(serverError('XX000', { severity: 'FATAL' }))).toMatchObject({ kind: 'internal', isDisconnect: true });
    expect(classifyError(serverError('28P01', { severity: 'FATAL' }))).toMatchObject({
      kind: 'operational',
      isDisconnect: false,
    });
  });

  test('constraint, table and column come from the fields of the error', () => {
    const error = serverError('23502', { constraint: 'c', table: 't', column: 'x' });
    expect(classifyError(error)).toMatchObject({ constraint: 'c', table: 't', columns: ['x'] });
    expect(classifyError(serverError('23505', { constraint: 'c', table: 't' }))?.columns).toBeUndefined();
  });
});

describe('classification of errors without a server', () => {
  test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])('%s is a lost connection', (code) => {
    expect(classifyError(Object.assign(new Error('x'), { code }))).toMatchObject({
      kind: 'disconnect',
      isDisconnect: true,
      driverTag: 'pg.Error',
    });
  });

  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EPERM',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('%s is operational', (code) => {
    expect(classifyError(Object.assign(new Error('x'), { code }))).toMatchObject({ kind: 'operational', isDisconnect: true });
  });

  test('a host with several addresses gets the messages of all of them', () => {
    const error = Object.assign(new AggregateError([new Error('refused ::1'), new Error('refused 127.0.0.1')], ''), {
      code: 'ECONNREFUSED',
    });
    expect(classifyError(error)?.message).toBe('refused ::1; refused 127.0.0.1');
  });

  test('"terminated" without a code is a lost connection', () => {
    expect(classifyError(new Error('Connection terminated unexpectedly'))).toMatchObject({
      kind: 'disconnect',
      isDisconnect: true,
    });
  });

  test.each([new TypeError('x is not a function'), new ArgumentError('no'), 'text', null])(
    'what is not an error of the driver is left alone (%#)',
    (error) => {
      expect(classifyError(error)).toBeNull();
    },
  );
});

describe('messages without values', () => {
  test.each([
    ['22P02', 'invalid input syntax for type integer: "4711"', 'invalid input syntax for type integer: "…"'],
    ['22P02', 'invalid input syntax for type integer: "a"b"', 'invalid input syntax for type integer: "…"'],
    ['22003', 'value "99999999999" is out of range for type integer', 'value "…" is out of range for type integer'],
    ['22P02', 'ungültige Eingabesyntax für Typ integer: »4711«', 'ungültige Eingabesyntax für Typ integer: "…"'],
    ['22003', 'integer out of range', undefined],
    ['23505', 'duplicate key value violates unique constraint "t_pkey"', undefined],
    ['P0001', 'customer 4711 owes 20', 'A function or trigger raised an error (P0001).'],
  ])('%s %s', (code, message, expected) => {
    expect(classifyError(serverError(code, { detail: 'Key (id)=(4711) already exists.' }, message))?.messageWithoutValues).toBe(
      expected,
    );
  });
});
