import { existsSync, readFileSync } from 'node:fs';
import { composeQuery, parseQuery } from '@jetstreamapp/soql-parser-js';
import { array, assert, asyncProperty, boolean, constantFrom, letrec, oneof, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quote } from '../src/soql/literal.ts';
import { parseSoql } from '../src/soql/parse.ts';
import { render, renderCondition } from '../src/soql/render.ts';
import { compare, type Condition } from '../src/soql/statement.ts';

const same = async (soql: string) => render(await parseSoql(soql));

test.each([
  ['select id from account', 'SELECT id FROM account'],
  ["SELECT a.Name FROM Account a WHERE a.Name <> 'x'", "SELECT Name FROM Account WHERE Name != 'x'"],
  ['SELECT Id FROM Account WHERE NOT Name = null', 'SELECT Id FROM Account WHERE (NOT Name = NULL)'],
  ['SELECT Id FROM Account ORDER BY Name DESC', 'SELECT Id FROM Account ORDER BY Name DESC NULLS FIRST'],
  [
    "SELECT Id FROM Account WHERE Name = 'AND NOT (x)' AND CreatedDate > 2020-01-01T00:00:00Z AND Amount > USD100.5 AND CloseDate = LAST_N_DAYS:30",
    "SELECT Id FROM Account WHERE (Name = 'AND NOT (x)' AND CreatedDate > 2020-01-01T00:00:00Z AND Amount > USD100.5 AND CloseDate = LAST_N_DAYS:30)",
  ],
  [
    'SELECT Title FROM Knowledge__kav WITH DATA CATEGORY Geo__c ABOVE usa__c',
    'SELECT Title FROM Knowledge__kav WITH DATA CATEGORY Geo__c ABOVE (usa__c)',
  ],
  [
    'SELECT Name, COUNT(Id) n FROM Lead GROUP BY ROLLUP(Name) HAVING COUNT(Id) > -1 LIMIT 5',
    'SELECT Name, COUNT(Id) n FROM Lead GROUP BY ROLLUP(Name) HAVING COUNT(Id) > -1 LIMIT 5',
  ],
])('%s', async (given, written) => {
  expect(await same(given)).toBe(written);
});

test('a statement of which the parser drops a part is refused', async () => {
  expect(composeQuery(parseQuery("SELECT Id FROM A WHERE NOT NOT NOT B = '1'"))).toBe("SELECT Id FROM A WHERE NOT NOT B = '1'");
  await expect(same("SELECT Id FROM A WHERE NOT NOT NOT B = '1'")).rejects.toThrow('cannot be read with certainty');
});

const leaf = tuple(constantFrom('A', 'B.C', 'D__c'), string({ maxLength: 5 }), boolean()).map(([path, value, list]): Condition =>
  compare(path, list ? 'IN' : '=', list ? [quote(value), quote('x')] : quote(value)),
);
const { condition } = letrec<{ condition: Condition }>((tie) => ({
  condition: oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('condition').map((part): Condition => ({ kind: 'not', part })),
    tuple(constantFrom('and' as const, 'or' as const), array(tie('condition'), { minLength: 2, maxLength: 3 })).map(
      ([kind, parts]): Condition => ({ kind, parts }),
    ),
  ),
}));

test('any tree of conditions is read as it was written, or refused', { timeout: 60_000 }, async () => {
  let read = 0;
  await assert(
    asyncProperty(condition, async (where) => {
      const text = `SELECT Id FROM Account WHERE ${renderCondition(where)}`;
      const again = await parseSoql(text).catch((error: Error) => error.message);
      if (typeof again === 'string') {
        expect(again).toMatch(/cannot be read|parentheses|nested too deeply/);
        return;
      }
      read += 1;
      expect(renderCondition(again.where as Condition)).toBe(renderCondition(where));
    }),
    { numRuns: 2_000 },
  );
  expect(read).toBeGreaterThan(1_000);
});

const corpus = new URL('../../../../shared/recorded/soql-corpus/is-valid.json', import.meta.url);

describe.skipIf(!existsSync(corpus))('the recorded statements of others (skipped where they are not there)', () => {
  test('are read as they are, or refused for a reason', async () => {
    const cases = JSON.parse(readFileSync(corpus, 'utf8')) as readonly { soql: string; isValid: boolean }[];
    const outcomes = await Promise.all(
      cases
        .filter(({ isValid }) => isValid)
        .map(({ soql }) =>
          same(soql).then(
            (text) => ({ soql, text }),
            (error: Error) => ({ soql, error: error.message }),
          ),
        ),
    );
    const read = outcomes.filter((outcome) => 'text' in outcome);
    expect(read.length).toBeGreaterThan(outcomes.length * 0.7);
    for (const { text } of read) expect(await same(text)).toBe(text);
    for (const outcome of outcomes)
      if ('error' in outcome)
        expect(outcome.error).toMatch(/cannot be read|is not supported|changes what|changes statistics|AND and OR|not allowed|is not a/);
  });
});
