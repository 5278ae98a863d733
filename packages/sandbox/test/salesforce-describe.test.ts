import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { connect, send } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const recorded = (object: string) =>
  fileURLToPath(new URL(`../../../../shared/recorded/salesforce-cumulusci/describe_${object}.json`, import.meta.url));
const isRecorded = existsSync(recorded('Account'));

/** Members that an org chooses for itself. */
const orgOwn = new Set(['picklistValues', 'inlineHelpText', 'referenceTo']);

const title = 'describe agrees with the recorded one in every standard field';

describe.skipIf(!isRecorded)(isRecorded ? title : `${title} (there is no recorded material beside the project)`, () => {
  test.each(['Account', 'Contact', 'Lead', 'Opportunity', 'OpportunityContactRole', 'Case', 'Event'])('of %s', async (name) => {
    const theirs = JSON.parse(readFileSync(recorded(name), 'utf8')) as { readonly fields: readonly Readonly<Record<string, unknown>>[] };
    const ours = new Map(
      (await connect(sandbox).describe(name)).fields.map((field) => [field.name, field as unknown as Readonly<Record<string, unknown>>]),
    );
    const comparable = (field: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(field).filter(([key]) => !orgOwn.has(key)));
    // Some recordings were made in orgs with custom fields whose `custom` flag was edited out.
    const standard = theirs.fields.filter((field) => !String(field['name']).endsWith('__c'));
    expect(standard.length).toBeGreaterThan(10);
    for (const field of standard) {
      expect(comparable(ours.get(String(field['name'])) ?? {})).toEqual(comparable(field));
    }
  });
});

describe('describe', () => {
  test('tells lengths, picklists, references and who may write what', async () => {
    const { fields } = await connect(sandbox).describe('opportunity');
    const field = (name: string) => fields.find((candidate) => candidate.name === name);
    expect(field('AccountId')).toMatchObject({
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Account',
      updateable: true,
    });
    expect(field('StageName')?.picklistValues?.map((entry) => entry.value)).toContain('Closed Won');
    expect(field('Name')).toMatchObject({ type: 'string', length: 120, nillable: false });
    expect(field('IsWon')).toMatchObject({ createable: false, updateable: false });
    expect(field('CurrencyIsoCode')?.picklistValues?.map((entry) => entry.value)).toEqual(['EUR', 'USD', 'GBP']);
  });

  test('tells the other end of references', async () => {
    const { childRelationships } = await connect(sandbox).describe('Account');
    expect(
      childRelationships
        .filter((child) => child.relationshipName !== null)
        .map((child) => [child.childSObject, child.field, child.relationshipName]),
    ).toEqual([
      ['Account', 'ParentId', 'ChildAccounts'],
      ['BigTable__c', 'Account__c', 'BigTables__r'],
      ['Case', 'AccountId', 'Cases'],
      ['Contact', 'AccountId', 'Contacts'],
      ['Event', 'WhatId', 'Events'],
      ['Opportunity', 'AccountId', 'Opportunities'],
      ['Task', 'WhatId', 'Tasks'],
    ]);
  });

  test('points to more than one kind of record where a field may', async () => {
    const who = (await connect(sandbox).describe('Task')).fields.find((field) => field.name === 'WhoId');
    expect(who).toMatchObject({
      referenceTo: ['Contact', 'Lead'],
      relationshipName: 'Who',
      polymorphicForeignKey: true,
      namePointing: true,
    });
  });

  test('names every field once, at most one of them the record’s name', async () => {
    const connection = connect(sandbox);
    for (const { name } of (await connection.describeGlobal()).sobjects) {
      const { fields } = await connection.describe(name);
      const names = fields.map((field) => field.name.toLowerCase());
      const repeated = names.filter((field, index) => names.indexOf(field) !== index);
      expect({ name, repeated, nameFields: fields.filter((field) => field.nameField).length > 1 }).toEqual({
        name,
        repeated: [],
        nameFields: false,
      });
    }
  });

  test('the list of objects has the flags and no fields', async () => {
    const { sobjects } = await connect(sandbox).describeGlobal();
    expect(sobjects.map((object) => object.name)).toEqual(sobjects.map((object) => object.name).toSorted());
    expect(sobjects.find((object) => object.name === 'Account')).toMatchObject({
      keyPrefix: '001',
      labelPlural: 'Accounts',
      custom: false,
      queryable: true,
    });
    expect(sobjects.find((object) => object.name === 'UpsertTable__c')).toMatchObject({ custom: true });
    expect(sobjects[0]).not.toHaveProperty('fields');
  });
});

describe('versions', () => {
  test('are listed without signing in', async () => {
    const { body } = await send(sandbox, '/services/data/', { token: null });
    const versions = body as readonly { label: string; url: string; version: string }[];
    expect([versions.length, versions[0], versions.at(-1)]).toEqual([
      38,
      { label: "Summer '14", url: '/services/data/v31.0', version: '31.0' },
      { label: "Winter '27", url: '/services/data/v68.0', version: '68.0' },
    ]);
    expect(versions.find((version) => version.version === '62.0')?.label).toBe("Winter '25");
  });

  test.each([
    ['30.0', 410, 'GONE'],
    ['20.0', 410, 'GONE'],
    ['69.0', 404, 'NOT_FOUND'],
    ['62', 404, 'NOT_FOUND'],
    ['62.5', 404, 'NOT_FOUND'],
    ['x', 404, 'NOT_FOUND'],
  ])('%s is refused with %i', async (version, status, errorCode) => {
    expect(await send(sandbox, `/services/data/v${version}/sobjects`)).toMatchObject({ status, body: [{ errorCode }] });
  });

  test.each(['31.0', '50.0', '68.0'])('%s is served, and named in every address', async (version) => {
    const { body } = await send(sandbox, `/services/data/v${version}/query?q=SELECT+Id+FROM+Organization`);
    expect(JSON.stringify(body)).toContain(`/services/data/v${version}/sobjects/Organization/`);
    expect((await send(sandbox, `/services/data/v${version}`)).body).toMatchObject({ sobjects: `/services/data/v${version}/sobjects` });
  });
});
