import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClients } from '../fidelity/clients.ts';
import { compareJson } from '../fidelity/compare-json.ts';
import { compareXml } from '../fidelity/compare-xml.ts';
import { corpusShare, isRecorded, recordedFolder } from '../fidelity/recorded.ts';
import { judge, type Verdict } from '../fidelity/report.ts';
import { rows } from '../fidelity/rows/all.ts';
import { runCorpus } from '../fidelity/soql-corpus.ts';
import { startSandbox, type Sandbox } from '../src/index.ts';

describe.skipIf(!isRecorded)(isRecorded ? 'recorded answers' : `recorded answers: none at ${recordedFolder}`, () => {
  let sandbox: Sandbox;
  let verdicts: readonly Verdict[];

  beforeAll(async () => {
    sandbox = await startSandbox({ frozen: true });
    verdicts = await judge(rows, sandbox, recordedFolder);
  });
  afterAll(() => sandbox.close());

  test.each(rows.map((row) => row.file))('%s agrees, or is not served for a reason', (file) => {
    const verdict = verdicts.find((each) => each.file === file);
    const open = verdict && 'differences' in verdict ? verdict.differences.filter((each) => each.allowed === undefined) : [];
    expect(open).toEqual([]);
    expect(verdict?.verdict).not.toBe('differ');
  });

  test('every recorded file has a row', () => {
    expect(verdicts.filter((each) => !rows.some((row) => row.file === each.file))).toEqual([]);
  });

  test('the SOQL corpus is judged as Salesforce does', async () => {
    sandbox.reset();
    const clients = createClients(sandbox, recordedFolder);
    const { total, disagreements } = await runCorpus(clients, await clients.recorded('soql-corpus/is-valid.json'));
    expect(total).toBeGreaterThan(50);
    expect(1 - disagreements.length / total).toBeGreaterThanOrEqual(corpusShare);
  });
});

describe('the comparison', () => {
  const compare = (recorded: unknown, served: unknown, options?: Parameters<typeof compareJson>[0]) =>
    compareJson(options)(JSON.stringify(recorded), JSON.stringify(served)).map(({ path, what, allowed }) => [
      path,
      what,
      ...(allowed ? [allowed] : []),
    ]);

  test.each([
    ['other values', { a: 1, b: ['x'], c: null }, { a: 2, b: ['y', 'z'], c: { d: 1 } }],
    ['null beside a value', { a: 1 }, { a: null }],
    ['an empty recorded list', { a: [] }, { a: [1, 2] }],
    ['elements that are like one recorded element each', [{ a: 1 }, { b: 1 }], [{ b: 2 }, { a: 2 }]],
    ['another instant', { at: '2013-05-07T22:07:19.000+0000' }, { at: '2026-11-02T09:00:00.000+0000' }],
  ])('accepts %s', (_, recorded, served) => {
    expect(compare(recorded, served)).toEqual([]);
  });

  test.each([
    ['a missing member', { a: { b: 1 } }, { a: {} }, [['a.b', 'missing']]],
    ['an added member', [{ a: 1 }], [{ a: 1, b: 2 }], [['[].b', 'not in the recording']]],
    ['another type', { a: '1' }, { a: 1 }, [['a', 'number instead of string']]],
    ['a list for an object', { a: {} }, { a: [] }, [['a', 'list instead of object']]],
    ['an empty list', { a: [1] }, { a: [] }, [['a', 'an empty list']]],
    ['another error code', [{ errorCode: 'A' }], [{ errorCode: 'B' }], [['[].errorCode', '"B" instead of "A"']]],
    [
      'another form of time',
      { at: '2013-05-07T22:07:19.000+0000' },
      { at: '2013-05-07T22:07:19.000Z' },
      [['at', '"2013-05-07T22:07:19.000Z" is not a Salesforce datetime']],
    ],
    ['an id that is not digits', { id: '501' }, { id: 'x' }, [['id', '"x" is not digits']]],
  ])('finds %s', (_, recorded, served, found) => {
    expect(compare(recorded, served)).toEqual(found);
  });

  test('matches lists by a member, and finds what is not there', () => {
    const recorded = {
      fields: [
        { name: 'a', type: 'string' },
        { name: 'b', type: 'string' },
      ],
    };
    const served = {
      fields: [
        { name: 'c', type: 'x' },
        { name: 'b', type: 'date' },
      ],
    };
    expect(compare(recorded, served, { align: { fields: 'name' }, exact: ['type'] })).toEqual([
      ['fields[a]', 'missing'],
      ['fields[b].type', '"date" instead of "string"'],
    ]);
  });

  test('accepts a difference at a path that is allowed, and says why', () => {
    expect(compare({ a: [{ x: 1 }] }, { a: [{ x: 1, y: 1 }] }, { allow: { 'a[].*': 'newer' } })).toEqual([
      ['a[].y', 'not in the recording', 'newer'],
    ]);
    expect(compare({ a: {} }, { a: { b: { c: 1 } }, d: 1 }, { allow: { 'a.*': 'newer' } })).toEqual([
      ['a.b', 'not in the recording', 'newer'],
      ['d', 'not in the recording'],
    ]);
  });

  test('renames what is served, rewords what is recorded', () => {
    expect(
      compare(
        { Whiz: 'a', message: 'of type Bar' },
        { Acc: 'b', message: 'of type Foo' },
        { rename: { Acc: 'Whiz' }, reword: { Bar: 'Foo' } },
      ),
    ).toEqual([]);
  });

  test('finds an answer that is not JSON', () => {
    expect(compareJson()('{}', '<html>')).toEqual([{ path: '', what: 'not JSON: "<html>"' }]);
  });

  test('holds XML together by its elements', () => {
    expect(compareXml({ c: 'newer' })('<a><b x="1">2</b></a>', '<a><c/></a>')).toEqual([
      { path: 'b', what: 'missing' },
      { path: 'c', what: 'not in the recording', allowed: 'newer' },
    ]);
  });
});
