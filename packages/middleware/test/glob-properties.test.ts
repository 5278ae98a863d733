import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDesk, person } from './desk.ts';
import type { Tool } from '@causeway/core';
import { policy } from '@causeway/middleware';

const part = constantFrom('*', '**', 'a', 'B', '.', '+', '(', '[a-z]', '\\', '$', '^', '?', '|', 'é', '😀', ' ');

/** A second, plain way to match. */
function plainly(pattern: string, text: string): boolean {
  const [first, ...rest] = Array.from(pattern);
  if (first === undefined) return text === '';
  if (first === '*') return plainly(rest.join(''), text) || (text !== '' && plainly(pattern, Array.from(text).slice(1).join('')));
  const [letter, ...others] = Array.from(text);
  return letter === first && plainly(rest.join(''), others.join(''));
}

describe('patterns', () => {
  it('mean what they say, whatever stands in them', () => {
    const { connector } = createDesk();
    const tool = connector.tools.find(({ name }) => name === 'find_records') as Tool;
    const matches = (pattern: string, object: string) => {
      const rules = [{ id: 'x', reason: 'r', what: { objects: [pattern] }, decision: 'deny' as const }];
      return policy({ rules }).explain({ caller: person(), connector, tool, object }).decision === 'deny';
    };
    const texts = array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    assert(
      property(texts, texts, string({ maxLength: 4 }), (pattern, text, tail) => {
        for (const object of [text, text.replaceAll('*', 'z'), `${text}${tail}`, pattern])
          if (object !== '' && object !== '*')
            expect(matches(pattern, object), `${pattern} on ${object}`).toBe(plainly(pattern.toLowerCase(), object.toLowerCase()));
      }),
      { numRuns: 1_000 },
    );
  });
});
