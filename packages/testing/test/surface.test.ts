import * as kit from '@causeway/testing';
import { expect, test } from 'vitest';

test('the package exports these values and no others', () => {
  expect(Object.keys(kit).sort()).toEqual(['Violation', 'conformance', 'countTokens', 'listTokens', 'serve']);
});
