import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxPageBytes, openCursor, page, record } from '@causeway/core';
import { callContext } from './call-context.ts';

const call = callContext();
const rowsOf = (count: number, size: number) => Array.from({ length: count }, (_, index) => [index, 'x'.repeat(size)]);

describe('a page', () => {
  it('holds what it was given', () => {
    const rows = [['a', 1, true, null, undefined]];
    expect(page(call, { object: 'thing', columns: ['a', 'b', 'c', 'd', 'e'], rows, total: 7 })).toEqual({
      object: 'thing',
      columns: ['a', 'b', 'c', 'd', 'e'],
      rows: [['a', 1, true, null, null]],
      total: 7,
    });
  });

  it('cuts cells over 2,000 characters and says so', () => {
    const { rows, notes } = page(call, { object: 'thing', columns: ['a'], rows: [['y'.repeat(3_000)], ['z'.repeat(2_000)]] });
    expect(rows[0]?.[0]).toBe(`${'y'.repeat(1_999)}…`);
    expect(rows[1]?.[0]).toBe('z'.repeat(2_000));
    expect(notes).toEqual(['1 cell was cut at 2000 characters; read the record for the whole text.']);
  });

  it('ends at 48 kB with a cursor to the first row that was left out', () => {
    const options = { object: 'thing', columns: ['i', 't'], rows: rowsOf(100, 1_500), query: { q: 1 } };
    const first = page(call, { ...options, next: (kept) => ({ offset: kept }) });
    expect(first.rows.length).toBe(31);
    expect(openCursor(call, { q: 1 }, first.cursor as string)).toEqual({ offset: 31 });
  });

  it('has no cursor when nothing follows', () => {
    const last = page(call, { object: 'thing', columns: ['i', 't'], rows: rowsOf(3, 10), next: (kept) => (kept < 3 ? kept : undefined) });
    expect(last.cursor).toBeUndefined();
  });

  it('says when rows are left out that no cursor leads to', () => {
    const { notes } = page(call, { object: 'thing', columns: ['i', 't'], rows: rowsOf(100, 1_500) });
    expect(notes).toEqual(['Only the first 31 of 100 rows fit; ask for fewer columns or narrower filters.']);
  });

  it('cuts a row that is larger than a page until it fits, and says so', () => {
    const columns = Array.from({ length: 200 }, (_, index) => `c${index}`);
    const giant = columns.map(() => '日'.repeat(3_000));
    const made = page(call, { object: 'thing', columns, rows: [giant, giant], next: (kept) => kept });
    expect([made.rows.length, made.rows[0]?.[199]]).toEqual([1, `${'日'.repeat(61)}…`]);
    expect(Buffer.byteLength(JSON.stringify(made.rows))).toBeLessThanOrEqual(maxPageBytes);
    expect(made.notes).toEqual(['200 cells were cut at 62 characters; read the record for the whole text.']);
  });

  it('holds no hidden characters in names and notes either', () => {
    const made = page(call, { object: 'o\u200B', columns: ['a\u202E'], rows: [], notes: ['n\u{E0041}'] });
    expect(made).toEqual({ object: 'o', columns: ['a'], rows: [], notes: ['n'] });
  });

  it('is bounded whatever the rows, and shows at least one', () => {
    const cell = fc.oneof(fc.string({ maxLength: 5_000, unit: 'binary' }), fc.integer(), fc.constant(null), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 60 }), (rows) => {
        const made = page(call, { object: 'o', columns: ['a', 'b', 'c'], rows });
        expect(made.rows.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(JSON.stringify(made.rows))).toBeLessThanOrEqual(maxPageBytes + 2);
        for (const value of made.rows.flat()) if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});

describe('a cursor', () => {
  it('is refused for another query, and finds its own whatever the order of its members', () => {
    const { cursor } = page(call, { object: 'o', columns: [], rows: [[]], query: { a: 1, b: [2] }, next: () => 9 });
    expect(openCursor(call, { b: [2], a: 1, c: undefined }, cursor as string)).toBe(9);
    expect(() => openCursor(call, { a: 2, b: [2] }, cursor as string)).toThrow('This cursor belongs to another query.');
    expect(() => openCursor(call, {}, 'nonsense')).toThrow('This token is not valid here.');
  });

  it('cannot be made from a token that was sealed for something else', () => {
    expect(() => openCursor(call, {}, call.seal(null))).toThrow('This cursor belongs to another query.');
    expect(() => openCursor(call, {}, call.seal('text'))).toThrow('This cursor belongs to another query.');
  });
});

describe('a record', () => {
  it('shows long texts whole, up to the size of a page', () => {
    const made = record({ object: 'o', id: '1', fields: { a: 'x'.repeat(40_000), b: 'y'.repeat(40_000), c: 1 } });
    expect([String(made.fields['a']).length, String(made.fields['b']).length, made.fields['c']]).toEqual([40_000, 2_000, 1]);
    expect(made.notes).toEqual(['b was cut: the record is larger than 48000 bytes.']);
  });

  it('is bounded whatever its fields, and names what was cut', () => {
    const names = Array.from({ length: 500 }, (_, index) => `f${index}`);
    const made = record({ object: 'o', id: '1', fields: Object.fromEntries(names.map((name) => [name, '日'.repeat(3_000)])) });
    expect(Buffer.byteLength(JSON.stringify(made))).toBeLessThan(maxPageBytes + 500 * 20);
    expect(made.notes).toEqual([
      'f5, f6, f7, f8, f9, f10, f11, f12, f13, f14 and 485 more were cut: the record is larger than 48000 bytes.',
    ]);
  });

  it('keeps a field named __proto__, and no hidden characters in names, id and address', () => {
    const fields = JSON.parse('{"__proto__":"x","a\u200B":1}') as Record<string, unknown>;
    const made = record({ object: 'o', id: '1\u200B', url: 'https://a/\u202E', fields });
    expect(JSON.stringify(made)).toBe('{"object":"o","id":"1","fields":{"__proto__":"x","a":1},"url":"https://a/"}');
  });
});
