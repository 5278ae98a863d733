import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SoqlError } from '../src/salesforce/soql/error.ts';
import { parseSoql } from '../src/salesforce/soql/parse.ts';
import { world } from './support/soql-world.ts';

const recorded = new URL('../../../../shared/recorded/', import.meta.url);
const present = existsSync(recorded);

interface Case {
  readonly testCase: number;
  readonly soql: string;
  readonly isValid: boolean;
}

/** Statements on whose validity we and the corpus differ, with the reason. */
const DIFFERENCES: Readonly<Record<number, string>> = {};

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, recorded), 'utf8'));
}

function isValid(soql: string): boolean {
  try {
    parseSoql(soql);
    return true;
  } catch (error) {
    if (error instanceof SoqlError) return false;
    throw error;
  }
}

describe.skipIf(!present)('recorded material (skipped: ../shared/recorded is absent)', () => {
  test('the validity corpus is judged as recorded, the listed differences aside', () => {
    const cases = read('soql-corpus/is-valid.json') as readonly Case[];
    const differing = cases.filter(({ soql, isValid: expected }) => isValid(soql) !== expected).map(({ testCase }) => testCase);

    expect(differing).toEqual(Object.keys(DIFFERENCES).map(Number));
    expect(1 - differing.length / cases.length).toBeGreaterThanOrEqual(0.98);
    expect(cases.length).toBeGreaterThan(80);
  });

  test('an unknown object is answered with the recorded code and excerpt', () => {
    const [answer] = read('salesforce-amp-labs/unknown-object.json') as readonly { message: string; errorCode: string }[];

    expect(world().error('SELECT Id,Name,BillingCity,IsDeleted FROM Accout')).toEqual([answer?.errorCode, answer?.message]);
  });

  test('an aggregate answer has the recorded members in the recorded order', () => {
    const answer = read('salesforce-restforce/sobject/query_aggregate_success_response.json') as {
      records: readonly Record<string, unknown>[];
    };
    const { run } = world({ Account: [{ Id: '001000000000001AAA', OwnerId: null, AnnualRevenue: 400 }] });

    const [ours] = run('SELECT OwnerId, SUM(AnnualRevenue) FROM Account GROUP BY OwnerId');
    const [theirs] = answer.records;

    expect(ours?.attributes).toEqual(theirs?.['attributes']);
    expect(Object.keys(ours ?? {})).toEqual(Object.keys(theirs ?? {}).map((key) => (key === 'CampaignId' ? 'OwnerId' : key)));
  });
});
