import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBoundaries } from '@causeway/core';

test('without rules everything is allowed', () => {
  const boundaries = createBoundaries();
  expect(boundaries.allowsObject('Account')).toBe(true);
  expect(boundaries.allowsField('Account', 'Name')).toBe(true);
});

test('an allow list denies every other object, whatever its case', () => {
  const { allowsObject } = createBoundaries({ objects: { allow: ['Account', '*__c'] } });
  expect(['account', 'ACCOUNT', 'Invoice__C'].map(allowsObject)).toEqual([true, true, true]);
  expect(['Accounts', 'MyAccount', 'Contact', ''].map(allowsObject)).toEqual([false, false, false, false]);
});

test('a deny wins over an allow', () => {
  const { allowsObject } = createBoundaries({ objects: { allow: ['*'], deny: ['user*'] } });
  expect(['Account', 'User', 'UserRole'].map(allowsObject)).toEqual([true, false, false]);
});

test('an empty allow list denies everything', () => {
  expect(createBoundaries({ objects: { allow: [] } }).allowsObject('Account')).toBe(false);
});

test('a field pattern without an object is meant for every object', () => {
  const { allowsField } = createBoundaries({ fields: { deny: ['ssn*', 'Account.AnnualRevenue'] } });
  expect(allowsField('Contact', 'SSN__c')).toBe(false);
  expect(allowsField('Account', 'annualrevenue')).toBe(false);
  expect(allowsField('Lead', 'AnnualRevenue')).toBe(true);
});

test('a field of an object that is denied is denied', () => {
  const { allowsField } = createBoundaries({ objects: { deny: ['User'] }, fields: { allow: ['*.Name'] } });
  expect(allowsField('User', 'Name')).toBe(false);
  expect(allowsField('Account', 'Name')).toBe(true);
  expect(allowsField('Account', 'Phone')).toBe(false);
});

test('characters of regular expressions in a pattern mean themselves', () => {
  const { allowsObject } = createBoundaries({ objects: { allow: ['a.c', '(b|d)'] } });
  expect(['a.c', 'abc', '(b|d)', 'b'].map(allowsObject)).toEqual([true, false, true, false]);
});

test('a pattern of many stars is no riddle', () => {
  const { allowsObject } = createBoundaries({ objects: { deny: ['*a*a*a*a*a*b'] } });
  expect([allowsObject('a'.repeat(100_000)), allowsObject(`${'a'.repeat(100_000)}b`)]).toEqual([true, false]);
});

test('a pattern matches as the same regular expression would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '.'), maxLength: 8 });
  const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '.'), maxLength: 6 });
  fc.assert(
    fc.property(patterns, text, (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll('.', '[.]').replaceAll('*', '.*')}$`, 'i');
      expect(createBoundaries({ objects: { allow: [pattern] } }).allowsObject(name)).toBe(expression.test(name));
    }),
    { numRuns: 2_000 },
  );
});
