import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demo, startSandbox, type Sandbox } from '../src/index.ts';
import { connect, refusal, send } from './support/salesforce.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

interface Found {
  readonly searchRecords: readonly {
    readonly attributes: { readonly type: string; readonly url: string };
    readonly Id: string;
    readonly Name?: string;
  }[];
}

/** The first word of the first account's name, and the ids of all accounts whose name has it. */
async function wordOfAnAccount(): Promise<{ readonly word: string; readonly ids: readonly string[] }> {
  const { records } = await connect(sandbox).query<{ Id: string; Name: string }>('SELECT Id, Name FROM Account ORDER BY Name');
  const word = records[0]?.Name.split(/\W+/)[0] ?? '';
  const ids = records.filter(({ Name }) => Name.toLowerCase().split(/\W+/).includes(word.toLowerCase())).map(({ Id }) => Id);
  return { word, ids };
}

describe('search', () => {
  test('through jsforce finds records of several objects', async () => {
    const { word, ids } = await wordOfAnAccount();
    const { searchRecords } = (await connect(sandbox).search(
      `FIND {${word}} IN NAME FIELDS RETURNING Account(Id, Name ORDER BY Id), Contact`,
    )) as unknown as Found;
    const accounts = searchRecords.filter(({ attributes }) => attributes.type === 'Account');

    expect(accounts.map(({ Id }) => Id)).toEqual([...ids].sort());
    expect(accounts[0]?.attributes.url).toBe(`/services/data/v62.0/sobjects/Account/${accounts[0]?.Id}`);
  });

  test('is refused without braces, as recorded', async () => {
    expect(await refusal(connect(sandbox).search('FIND Acme'))).toMatchObject({
      name: 'MALFORMED_SEARCH',
      message: 'No search term found. The search term must be enclosed in braces.',
    });
    expect((await send(sandbox, '/search')).body).toEqual([
      { message: 'A search string has to be specified', errorCode: 'MALFORMED_SEARCH' },
    ]);
  });

  test('finds for a limited user what that user may see', async () => {
    const { username } = demo.salesforce.limited;
    const own = await connect(sandbox, username).query<{ Id: string; Name: string }>('SELECT Id, Name FROM Account ORDER BY Name');
    const word = own.records[0]?.Name.split(/\W+/)[0] ?? '';
    const { body } = await send(sandbox, `/search?q=${encodeURIComponent(`FIND {${word} OR gmbh OR inc OR ltd} RETURNING Account`)}`, {
      username,
    });
    const found = (body as Found).searchRecords.map(({ Id }) => Id);
    const visible = new Set(own.records.map(({ Id }) => Id));

    expect(found).toContain(own.records[0]?.Id);
    expect(found.filter((id) => !visible.has(id))).toEqual([]);
  });
});

describe('parameterizedSearch', () => {
  test('answers the same to GET and POST', async () => {
    const { word, ids } = await wordOfAnAccount();
    const viaUrl = await send(sandbox, `/parameterizedSearch?q=${word}&in=NAME&sobject=Account&Account.fields=id,name&Account.limit=50`);
    const viaBody = await send(sandbox, '/parameterizedSearch', {
      method: 'POST',
      body: { q: word, in: 'NAME', sobjects: [{ name: 'Account', fields: ['id', 'name'], limit: 50 }] },
    });

    expect(viaBody.body).toEqual(viaUrl.body);
    expect((viaUrl.body as Found).searchRecords.map(({ Id }) => Id)).toEqual(expect.arrayContaining([...ids]));
    expect(Object.keys((viaUrl.body as Found).searchRecords[0] ?? {})).toEqual(['attributes', 'Id', 'Name']);
  });

  test('answers a bare list before version 37', async () => {
    const { word } = await wordOfAnAccount();

    expect((await send(sandbox, `/services/data/v36.0/parameterizedSearch?q=${word}`)).body).toBeInstanceOf(Array);
  });

  test('is refused without a term', async () => {
    const answer = await send(sandbox, '/parameterizedSearch', { method: 'POST', body: { q: 7 } });

    expect([answer.status, answer.body]).toEqual([
      400,
      [{ message: 'A search string has to be specified', errorCode: 'MALFORMED_SEARCH' }],
    ]);
  });
});
