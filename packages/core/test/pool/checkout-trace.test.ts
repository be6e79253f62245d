import { describe, expect, test } from '@jest/globals';
import { checkoutTrace, packageFolder } from '../../src/pool/checkout-trace.ts';

describe('the folder whose frames are left out of a trace', () => {
  test.each([
    ['file:///app/packages/core/src/pool/checkout-trace.ts', 'file:///app/packages/core/src/'],
    ['file:///app/node_modules/@aludel/core/dist/index.js', 'file:///app/node_modules/@aludel/core/dist/'],
    ['file:///app/node_modules/@aludel/core/dist/shared.js', 'file:///app/node_modules/@aludel/core/dist/'],
    ['file:///app/dist/server.js', null],
    [undefined, null],
  ])('of %s is %s', (address, folder) => {
    expect(packageFolder(address)).toBe(folder);
  });
});

test('a trace names the caller', () => {
  function borrow(): string | null {
    return checkoutTrace(borrow);
  }
  expect(borrow()).toContain('checkout-trace.test.ts');
});
