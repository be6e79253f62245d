import { describe, expect, test } from '@jest/globals';
import { type Driver, withDriver } from '../../src/dialect.ts';
import { FakeDatabase, FakeError } from '../engine/fake-dialect.ts';

const { dialect } = new FakeDatabase();
const driver = (errorTag?: string): Driver => ({ ...dialect.driver, errorTag });

describe('a dialect joined to a driver', () => {
  test('shows the errors of the driver under the name that the driver gives them', () => {
    const joined = withDriver(dialect, driver('other.Error'));
    expect(joined.classifyError(new FakeError('unique'))).toMatchObject({ kind: 'unique', driverTag: 'other.Error' });
    expect(joined.classifyError(new Error('not mine'))).toBeNull();
  });

  test('shows them under the name that the dialect gives them, if the driver gives none', () => {
    expect(withDriver(dialect, driver()).classifyError(new FakeError('unique'))).toMatchObject({ driverTag: 'fake.Error' });
  });
});
