import { describe, expect, test } from 'vitest';
import { array, assert, asyncProperty, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import { literalOf, quote, quotePattern } from '../src/soql/literal.ts';
import { path } from '../src/client/path.ts';
import { isIdentifier, render } from '../src/soql/render.ts';
import { compare } from '../src/soql/statement.ts';
import { parseSoql } from '../src/soql/parse.ts';
import { renderSearch, searchTerm } from '../src/sosl.ts';
import { benchOf, connect, useSandbox } from './harness.ts';

const fragments = [
  "'",
  "''",
  '\\',
  "\\'",
  "\\\\'",
  '"',
  '%',
  '_',
  '\n',
  '\r\n',
  '\t',
  '\u0000',
  '\u2028',
  '\u202e',
  '\ud800',
  ')',
  '(',
  '{',
  '}',
  ' OR Name != null',
  " OR 'a' = 'a",
  "' OR Id != null OR Name = '",
  "') OR (Name LIKE '%",
  'SELECT Id FROM User',
  ' LIMIT 0',
  '--',
  '/*',
  '../',
  '..%2f',
  '/limits',
  '?x=',
  '#',
  '%00',
  'RETURNING User(Id)',
  '} IN ALL FIELDS RETURNING User(Id, Email)',
  'AND',
  'null',
  'TODAY',
  'ä',
  '😀',
  'Name',
  'Account.Name',
  'Id FROM Account',
];
/** Text with everything in it that means something to SOQL, SOSL or an address. */
const hostile = oneof(
  array(constantFrom(...fragments), { maxLength: 6 }).map((parts) => parts.join('')),
  string({ unit: 'binary', maxLength: 30 }),
  tuple(string({ maxLength: 8 }), constantFrom(...fragments), string({ maxLength: 8 })).map((parts) => parts.join('')),
);

/** What SOQL reads a literal as (SOQL reference, "Quoted String Escape Sequences"). */
function read(literal: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return literal
    .slice(1, -1)
    .replaceAll(/\\(u[0-9a-f]{4}|.)/gs, (_, code: string) =>
      code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? code),
    );
}

/** The statement with its one value put aside. */
function structureOf(soql: string): unknown {
  const parsed = parseQuery(soql) as { where?: { left: { value?: unknown } } };
  if (parsed.where !== undefined) parsed.where.left.value = '?';
  return parsed;
}

const base = (literal: ReturnType<typeof quote>, operator: '=' | 'LIKE') =>
  render({ object: 'Account', fields: [{ kind: 'field', path: 'Id' }], where: compare('Name', operator, literal) });
const plain = structureOf("SELECT Id FROM Account WHERE Name = 'x'");
const like = structureOf("SELECT Id FROM Account WHERE Name LIKE 'x'");
const runs = { numRuns: 100_000 };

describe('100,000 hostile texts', () => {
  test('as a value stay one value, and mean exactly what was given', { timeout: 240_000 }, () => {
    assert(
      property(hostile, (text) => {
        const literal = quote(text);
        expect(literalOf(literal)).toBe(literal);
        expect(read(literal)).toBe(text.toWellFormed());
      }),
      runs,
    );
  });

  test('as a pattern stay one value, whose wildcards are ours alone', { timeout: 240_000 }, () => {
    assert(
      property(hostile, (text) => {
        const literal = quotePattern(text, { before: true, after: true });
        expect(literalOf(literal)).toBe(literal);
        expect(literal.slice(2, -2).replaceAll(/\\./gs, '')).not.toMatch(/[%_']/);
      }),
      runs,
    );
  });

  test('as a name are refused, unless they are one', { timeout: 240_000 }, () => {
    assert(
      property(hostile, (text) => {
        if (isIdentifier(text)) return;
        expect(() => render({ object: text, fields: [{ kind: 'field', path: 'Id' }] })).toThrow('is not a name');
        expect(() => render({ object: 'Account', fields: [{ kind: 'call', name: text, args: [] }] })).toThrow('is not a name');
      }),
      runs,
    );
  });

  test('as a segment stay one segment of the path', { timeout: 240_000 }, () => {
    assert(
      property(hostile, (text) => {
        if (['', '.', '..'].includes(text)) {
          expect(() => path(['a', text])).toThrow('cannot be part of an address');
          return;
        }
        const url = new URL(`http://host${path(['services', 'data', text, 'describe'], { q: text })}`);
        expect(url.pathname.split('/')).toHaveLength(5);
        expect(url.pathname).toMatch(/^\/services\/data\/[^/]+\/describe$/);
        expect([...url.searchParams.keys()]).toEqual(['q']);
        expect(url.hash).toBe('');
      }),
      runs,
    );
  });

  test('as a search term stay within its braces', { timeout: 240_000 }, () => {
    const outside = /(?<!\\)(?:\\\\)*[{}"()[\]&|!^~*:?'+-]/;
    assert(
      property(hostile, (text) => {
        let term: string;
        try {
          term = searchTerm(text);
        } catch {
          return;
        }
        expect(term.replaceAll(/\\./gs, '')).not.toMatch(outside);
        expect(term.replaceAll(/\\\\/g, '').endsWith('\\')).toBe(false);
        const statement = renderSearch(text, [{ object: 'Account', fields: [{ kind: 'field', path: 'Id' }] }]);
        expect(statement.endsWith('} IN ALL FIELDS RETURNING Account(Id LIMIT 20)')).toBe(true);
      }),
      runs,
    );
  });
});

test('the parser that others use reads the same structure, whatever the value', { timeout: 120_000 }, () => {
  assert(
    property(hostile, (text) => {
      expect(structureOf(base(quote(text), '='))).toEqual(plain);
      expect(structureOf(base(quotePattern(text, { before: false, after: true }), 'LIKE'))).toEqual(like);
    }),
    { numRuns: 3_000 },
  );
});

test('a statement that was read is written with the same values and structure', { timeout: 60_000 }, async () => {
  await assert(
    asyncProperty(hostile, hostile, async (first, second) => {
      const soql = `SELECT Id, Owner.Name FROM Account WHERE (Name = ${quote(first)} OR Name LIKE ${quote(second)}) AND (NOT Id IN (${quote(second)}))`;
      const written = render(await parseSoql(soql));
      expect(render(await parseSoql(written))).toBe(written);
      expect(written).toContain(quote(first));
    }),
    { numRuns: 1_000 },
  );
});

describe('against the org', () => {
  const sandbox = useSandbox();

  test('hostile values find nothing, change nothing and reach no other address', { timeout: 120_000 }, async () => {
    const bench = benchOf(connect(sandbox()));
    await bench.call('find_records', { object: 'Account', fields: ['Name'], limit: 1 });
    sandbox().clearRequests();
    await assert(
      asyncProperty(hostile, constantFrom('=', 'contains', 'starts_with', 'in'), async (text, operator) => {
        const set = await bench
          .call('find_records', { object: 'Account', fields: ['Name'], filters: [{ field: 'Name', operator, value: text }], limit: 5 })
          .catch((error: { code: string }) => error.code);
        if (typeof set === 'string') {
          expect(set).toBe('invalid_input');
          return;
        }
        const sought = text.toLowerCase();
        for (const [name] of set.rows) {
          const found = String(name).toLowerCase();
          expect(
            operator === 'contains' ? found.includes(sought) : operator === 'starts_with' ? found.startsWith(sought) : found === sought,
          ).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    for (const { url, status } of sandbox().requests) {
      expect(url).toMatch(/^\/services\/data\/v67\.0\/query\?q=SELECT\+Name%2C\+Id\+FROM\+Account\+WHERE\+Name\+/);
      expect(status).toBe(200);
    }
  });

  test('hostile names and ids are refused before anything is sent', { timeout: 60_000 }, async () => {
    const bench = benchOf(connect(sandbox()));
    await bench.call('find_records', { object: 'Account', limit: 1 });
    await bench.call('describe_object', { object: 'Contact' });
    sandbox().clearRequests();
    await assert(
      asyncProperty(
        hostile.filter((text) => !isIdentifier(text)),
        async (text) => {
          const codes = new Set<string>();
          const refused = async (tool: string, input: object) => codes.add((await bench.fail(tool, input)).code);
          await refused('describe_object', { object: text });
          await refused('get_record', { object: text, id: '001Cw000000000HIAQ' });
          await refused('get_record', { object: 'Account', id: text });
          await refused('get_record', { object: 'Account', id: '001Cw000000000HIAQ', fields: [text] });
          await refused('find_records', { object: 'Account', sort: text });
          await refused('find_records', { object: 'Account', filters: [{ field: text, operator: '=', value: 1 }] });
          await refused('get_related_records', { object: 'Account', id: '001Cw000000000HIAQ', relationship: text });
          await refused('update_record', { object: 'Account', id: text, values: { Name: 'x' } });
          await refused('update_record', { object: 'Account', id: '001Cw000000000HIAQ', values: { [text]: 'x' } });
          await refused('delete_record', { object: 'Contact', id: text });
          expect([...codes]).toEqual(['invalid_input']);
        },
      ),
      { numRuns: 200 },
    );
    expect(sandbox().requests.map(({ url }) => url)).toEqual([]);
  });
});
