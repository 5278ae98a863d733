import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  anonymous,
  cleanText,
  ConnectorError,
  cutCell,
  flatten,
  hasHiddenText,
  parse,
  partitionOf,
  recordSetSchema,
  Secret,
  toCell,
  toJsonSchema,
} from '@causeway/core';
import { callContext } from './call-context.ts';

describe('a secret', () => {
  const secret = new Secret('hunter2');

  it('shows itself to nobody who does not say reveal', () => {
    const shown = [
      String(secret),
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 9, showHidden: true }),
      ['', secret].join(''),
      `value: ${secret as unknown as string}`,
      inspect(secret),
    ];
    expect(shown.join(' ')).not.toContain('hunter2');
    expect(Object.values(secret)).toEqual([]);
    expect(structuredClone(Object.assign({}, secret))).toEqual({});
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('a connector error', () => {
  it('reports everything but its cause', () => {
    const error = new ConnectorError('rate_limited', 'Slow down.', {
      retryAfterMs: 500,
      hint: 'Wait.',
      upstream: { code: 'TEN_SECONDLY_ROLLING', status: 429 },
      fields: ['a'],
      cause: new Error('token=abc'),
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'rate_limited',
      message: 'Slow down.',
      retryable: true,
      retryAfterMs: 500,
      hint: 'Wait.',
      upstream: { code: 'TEN_SECONDLY_ROLLING', status: 429 },
      fields: ['a'],
    });
  });

  it('is recognised across copies of the package, and nothing else is', () => {
    const foreign = Object.defineProperty({ code: 'conflict' }, Symbol.for('causeway.ConnectorError'), { value: true });
    expect([ConnectorError.is(foreign), ConnectorError.is(new Error('x')), ConnectorError.is(null)]).toEqual([true, false, false]);
  });

  it.each([
    [new DOMException('x', 'AbortError'), 'canceled'],
    [new DOMException('x', 'TimeoutError'), 'timeout'],
    [new Error('password=1'), 'internal'],
    ['password=1', 'internal'],
    [undefined, 'internal'],
  ])('hides what %s says', (thrown, code) => {
    const error = ConnectorError.from(thrown);
    expect([error.code, error.message.includes('password')]).toEqual([code, false]);
  });
});

describe('text from records', () => {
  it('loses what a person cannot see, and nothing else', () => {
    const hidden = [
      '\u0000',
      '\u001B',
      '\u200B',
      '\u200E',
      '\u202E',
      '\u2066',
      '\uFEFF',
      '\u00AD',
      '\u{E0041}',
      '\uD800',
      '\u2028',
      '\u0085',
    ];
    expect(cleanText(`a${hidden.join('b')}c`)).toBe(`a${'b'.repeat(hidden.length - 1)}c`);
    expect(cleanText('Zoë 東京 \t\n 🙂 ¿? “x”')).toBe('Zoë 東京 \t\n 🙂 ¿? “x”');
    expect(hasHiddenText('plain')).toBe(false);
  });

  it('is clean after one cleaning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hasHiddenText(cleanText(text))).toBe(false);
      }),
    );
  });
});

describe('cells', () => {
  it.each([
    [undefined, null],
    [Number.NaN, null],
    [0, 0],
    [false, false],
    [['a', 'b'], 'a; b'],
    [{ a: [1] }, '{"a":[1]}'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a\u200Bb', 'ab'],
  ])('%j becomes %j', (value, cell) => {
    expect(toCell(value)).toBe(cell);
  });

  it('flatten related records by path, and leave lists of records out', () => {
    const source = {
      attributes: { type: 'A' },
      Id: '1',
      Account: { attributes: {}, Name: 'Acme', Owner: { Name: 'Ada' } },
      Contacts: [{ Id: '2' }],
      Tags: ['x', 'y'],
      Gone: null,
    };
    expect(flatten(source, ['attributes'])).toEqual({
      Id: '1',
      'Account.Name': 'Acme',
      'Account.Owner.Name': 'Ada',
      Tags: 'x; y',
      Gone: null,
    });
  });

  it('show whole numbers of any size', () => {
    expect(toCell(2n ** 64n)).toBe('18446744073709551616');
  });

  it('flatten keys that mean something to a program like any other', () => {
    const source = JSON.parse('{"__proto__":"a","constructor":{"__proto__":"b"},"x":{"toString":1}}') as Record<string, unknown>;
    const flat = flatten(source);
    expect(Object.entries(flat)).toEqual([
      ['__proto__', 'a'],
      ['constructor.__proto__', 'b'],
      ['x.toString', 1],
    ]);
    expect(Object.getPrototypeOf(flat)).toBe(Object.prototype);
  });

  it('are not cut in the middle of a character', () => {
    const { cell } = cutCell('🙂'.repeat(1_500));
    expect(hasHiddenText(String(cell))).toBe(false);
  });
});

describe('schemas', () => {
  it('have a JSON form without noise', () => {
    expect(toJsonSchema(recordSetSchema, 'output')).toEqual({
      type: 'object',
      properties: {
        object: { type: 'string' },
        columns: { type: 'array' },
        rows: { type: 'array' },
        total: { type: 'number' },
        cursor: { type: 'string' },
        notes: { type: 'array' },
      },
      required: ['object', 'columns', 'rows'],
    });
    expect(toJsonSchema(z.strictObject({ n: z.int() }), 'input')).toEqual({
      type: 'object',
      properties: { n: { type: 'integer' } },
      required: ['n'],
      additionalProperties: false,
    });
  });

  it('name the path of what does not fit', async () => {
    const { issues } = await parse(z.strictObject({ a: z.array(z.strictObject({ b: z.string() })) }), { a: [{ b: 1 }] });
    expect(issues?.map(({ path }) => path)).toEqual(['a.0.b']);
  });
});

describe('a trail', () => {
  it('holds every origin and class that a column was told to have', () => {
    const { column, log } = callContext().trail;
    column('a', { object: 'o', field: 'f' });
    column('a', { object: 'o', field: 'f', class: 'PII' });
    column('a', { object: 'o', field: 'f', class: 'PII' });
    expect(log.columns.get('a')).toEqual([
      { object: 'o', field: 'f' },
      { object: 'o', field: 'f', class: 'PII' },
    ]);
  });
});

describe('a partition', () => {
  const principal = { id: 'ada', issuer: 'https://idp', scopes: [], roles: [], groups: [] };

  it('is equal for equal callers and different for any other tenant, issuer or subject', () => {
    const callers = [
      anonymous,
      { tenant: 't' },
      { principal },
      { principal, tenant: 't' },
      { principal: { ...principal, issuer: 'https://other' } },
      { principal: { ...principal, id: 'lee' } },
    ];
    expect(new Set(callers.map(partitionOf)).size).toBe(callers.length);
    expect(partitionOf({ principal: { ...principal, scopes: ['more'] } })).toBe(partitionOf({ principal }));
  });
});
