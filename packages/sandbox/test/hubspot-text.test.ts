import { array, assert, constantFrom, date, nat, property, string, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml } from '../src/hubspot/oauth/html.ts';
import { instant } from '../src/hubspot/search/filters.ts';
import { containsToken, matchesQuery, tokens } from '../src/hubspot/search/text.ts';
import { spentSince } from './support/processor-time.ts';

const piece = stringMatching(/^[a-c@. *]{0,12}$/);

/** A second opinion on wildcards: a regular expression. */
function fits(pattern: string, text: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${source.join('[^]*')}$`).test(text);
}

describe('words', () => {
  test('a wildcard pattern fits like a regular expression', () => {
    assert(
      property(
        piece.filter((text) => text.includes('*')),
        piece,
        (pattern, text) => {
          const candidates = [text, ...text.split(/\s+/), ...tokens(text)];
          expect(containsToken(pattern)(text)).toBe(candidates.some((candidate) => fits(pattern, candidate)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a long pattern of wildcards takes no time', () => {
    const start = process.cpuUsage();
    containsToken(`${'*a'.repeat(200)}*b`)('a'.repeat(20_000));
    expect(spentSince(start)).toBeLessThan(200);
  });

  test('a record is found by every beginning of each of its words', () => {
    assert(
      property(array(stringMatching(/^[a-zäß0-9]{1,8}$/), { minLength: 1, maxLength: 5 }), nat(), nat(), (words, which, cut) => {
        const word = words[which % words.length] ?? '';
        const record = { id: '1', number: 1, properties: { name: words.join('-') }, createdAt: 0, updatedAt: 0 };
        expect(matchesQuery(word.slice(0, 1 + (cut % word.length)), ['name'])(record)).toBe(true);
      }),
    );
  });
});

test('instants are read alike as milliseconds and as ISO 8601', () => {
  const when = date({ min: new Date('1990-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
  assert(
    property(when, (date) => {
      expect(instant(String(date.getTime()))).toBe(date.getTime());
      expect(instant(date.toISOString())).toBe(date.getTime());
      expect(instant(date.toISOString().slice(0, 10))).toBe(Date.parse(date.toISOString().slice(0, 10)));
    }),
  );
});

test('escaped text holds no sign of HTML and loses nothing', () => {
  const back = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  assert(
    property(string({ unit: constantFrom('<', '>', '"', "'", '&', 'a', ';', '#') }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      expect(back(escapeHtml(text))).toBe(text);
    }),
  );
});
