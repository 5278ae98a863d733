import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer, Secret, type Binding } from '@causeway/core';

const binding: Binding = { purpose: 'call', partition: 'p', tool: 't' };
const keyOf = (letter: string) => new Secret(letter.repeat(32));

describe('a sealed token', () => {
  it('gives back any JSON value', () => {
    const sealer = createSealer();
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(sealer.unseal(sealer.seal(value, binding), binding)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not show its content', () => {
    expect(createSealer().seal('plain words', binding)).not.toContain(Buffer.from('plain words').toString('base64url').slice(0, 8));
  });

  it('is refused when any part of it is changed', () => {
    const sealer = createSealer();
    const token = sealer.seal({ after: 42 }, binding);
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'B', 'x', 'y', '0', '9', '-', '_', '.'), (at, letter) => {
        fc.pre(token[at] !== letter);
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        expect(() => sealer.unseal(forged, binding)).toThrow('This token is not valid here.');
      }),
    );
  });

  it.each(['!', ' ', '=', '\n', '\u0000'])('has one spelling: with %j it is refused', (extra) => {
    const sealer = createSealer();
    const token = sealer.seal(1, binding);
    for (const at of [8, token.length])
      expect(() => sealer.unseal(token.slice(0, at) + extra + token.slice(at), binding)).toThrow('This token is not valid here.');
  });

  it('is refused as arbitrary text', () => {
    const sealer = createSealer();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => sealer.unseal(text, binding)).toThrow('This token is not valid here.');
      }),
    );
  });

  it.each<[string, Partial<Binding>]>([
    ['purpose', { purpose: 'ask' }],
    ['caller', { partition: 'q' }],
    ['tool', { tool: 'u' }],
  ])('is refused for another %s', (_, change) => {
    const sealer = createSealer();
    const token = sealer.seal(1, binding);
    expect(() => sealer.unseal(token, { ...binding, ...change })).toThrow('This token is not valid here.');
  });

  it('expires after an hour', () => {
    let now = 0;
    const sealer = createSealer({ now: () => now });
    const token = sealer.seal(1, binding);
    now = 3_599_999;
    expect(sealer.unseal(token, binding)).toBe(1);
    now = 3_600_000;
    expect(() => sealer.unseal(token, binding)).toThrow('This token has expired.');
  });

  it('outlives the rotation of keys until the old key is dropped', () => {
    const token = createSealer({ keys: [keyOf('a')] }).seal(1, binding);
    expect(createSealer({ keys: [keyOf('b'), keyOf('a')] }).unseal(token, binding)).toBe(1);
    expect(() => createSealer({ keys: [keyOf('b')] }).unseal(token, binding)).toThrow('This token is not valid here.');
  });

  it('needs a key of 32 characters', () => {
    expect(() => createSealer({ keys: [new Secret('short')] })).toThrow('at least 32 characters');
  });
});
