import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { normalizeId, toId18 } from '../src/salesforce/ids.ts';
import { connect, firstId, refusal } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

describe('a locked record', () => {
  test('refuses writes as often as it was told to', async () => {
    const connection = connect(sandbox);
    const id = await firstId(connection, 'SELECT Id FROM Account LIMIT 1');
    sandbox.salesforce.lock(id.slice(0, 15), 1);
    expect(await refusal(connection.update('Account', { Id: id, Site: 'x' }))).toMatchObject({
      name: 'UNABLE_TO_LOCK_ROW',
      message: `unable to obtain exclusive access to this record or 1 records: ${id}`,
    });
    expect(await connection.update('Account', { Id: id, Site: 'x' })).toMatchObject({ success: true });
  });

  test('refuses writes until it is released', async () => {
    const connection = connect(sandbox);
    const id = await firstId(connection, 'SELECT Id FROM Account LIMIT 1');
    const lock = sandbox.salesforce.lock(id);
    for (const _time of [1, 2, 3]) expect(await refusal(connection.destroy('Account', id))).toMatchObject({ name: 'UNABLE_TO_LOCK_ROW' });
    expect(await connection.retrieve('Account', id)).toMatchObject({ Id: id });
    lock.release();
    expect(await connection.update('Account', { Id: id, Site: 'x' })).toMatchObject({ success: true });
  });
});

describe('what is saved', () => {
  test('is of the field’s type: numbers from text, instants in UTC, days from instants', async () => {
    const connection = connect(sandbox);
    const values = {
      Number__c: '42',
      Amount__c: 1.005,
      Date__c: '2026-11-02T23:00:00Z',
      Date_Time__c: '2026-11-02T10:00:00+01:00',
      Checked__c: 'true',
      Text__c: '',
    };
    const { id } = await connection.create('BigTable__c', values);
    expect(await connection.retrieve('BigTable__c', String(id))).toMatchObject({
      Number__c: 42,
      Amount__c: 1,
      Date__c: '2026-11-02',
      Date_Time__c: '2026-11-02T09:00:00.000+0000',
      Checked__c: true,
      Text__c: null,
      Name: id,
    });
  });

  test('any text comes back as it went in, trimmed', async () => {
    const connection = connect(sandbox);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
        const { id } = await connection.create('BigTable__c', { Name: 'x', Text__c: text });
        const { Text__c: read } = await connection.retrieve('BigTable__c', String(id), { fields: ['Text__c'] });
        expect(read).toBe(text.trim() === '' ? null : text.trim());
      }),
      { numRuns: 50 },
    );
  });
});

describe('an id', () => {
  const id15 = fc.string({
    unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.split('')),
    minLength: 15,
    maxLength: 15,
  });

  test('in its long form survives a change of case', () => {
    expect(toId18('001xx000003DGb2')).toBe('001xx000003DGb2AAG');
    fc.assert(
      fc.property(id15, (id) => {
        expect(normalizeId(id)).toBe(toId18(id));
        expect(normalizeId(toId18(id).toLowerCase())).toBe(toId18(id));
        expect(normalizeId(toId18(id).toUpperCase())).toBe(toId18(id));
      }),
    );
  });

  test('with a wrong checksum is none', () => {
    expect(normalizeId('001xx000003DGb2AAH')).toBeUndefined();
    expect(normalizeId('001RM000003oLrB000')).toBeUndefined();
    expect(normalizeId('001xx000003DGb')).toBeUndefined();
    expect(normalizeId('../../limits/xx')).toBeUndefined();
  });
});
