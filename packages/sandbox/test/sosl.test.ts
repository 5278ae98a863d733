import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SoqlError } from '../src/salesforce/soql/error.ts';
import { runSearch, runSosl } from '../src/salesforce/sosl/run.ts';
import type { SearchContext } from '../src/salesforce/sosl/run.ts';
import { parametersOf, parseParameters } from '../src/salesforce/sosl/parameterized.ts';
import type { SearchParameters } from '../src/salesforce/sosl/parameterized.ts';
import type { SoqlViewer } from '../src/salesforce/soql/types.ts';
import { id, world } from './support/soql-world.ts';

const rows = {
  Account: [
    { Id: id('001', 1), Name: 'Acme', Description: 'Makes anvils, for Zoë & Co.', Industry: 'Energy' },
    { Id: id('001', 2), Name: 'Beta Labs', Description: 'Rival of Acme' },
    { Id: id('001', 3), Name: 'Acme Labs', Secret__c: 'hush hush', BillingCity: 'Berlin' },
  ],
  Contact: [
    { Id: id('003', 1), Name: 'Joe Smith', LastName: 'Smith', Email: 'joe.smith@acme.example' },
    { Id: id('003', 2), Name: 'Joan Smythe', LastName: 'Smythe' },
  ],
  Task: [{ Id: id('00T', 1), Subject: 'Call Joe' }],
};

function context(viewer: Partial<SoqlViewer> = {}): SearchContext {
  const { context: base } = world(rows, viewer);
  const searchable = ['Account', 'Contact', 'Task'].flatMap((name) => base.catalog.object(name) ?? []);
  return { ...base, searchable };
}

const all = context();

/** Ids found, short. */
function found(sosl: string, where = all): readonly string[] {
  return runSosl(sosl, where).map((record) => short(record['Id']));
}

function short(value: unknown): string {
  return String(value).replace(/^(\w{3})0+(\d+)AAA$/, '$1-$2');
}

function failure(run: () => unknown): readonly [string, string] {
  try {
    run();
  } catch (error) {
    if (error instanceof SoqlError) return [error.errorCode, error.message];
    throw error;
  }
  throw new Error('no error');
}

describe('search text', () => {
  test.each([
    ['acme', ['001-1', '001-3', '001-2']],
    ['ACME labs', ['001-3', '001-2']],
    ['"acme labs"', ['001-3']],
    ['"labs acme"', []],
    ['acme AND NOT labs', ['001-1']],
    ['anvils OR berlin', ['001-1', '001-3']],
    ['acme AND (anvils OR berlin)', ['001-1', '001-3']],
    ['lab', []],
    ['lab*', ['001-2', '001-3']],
    ['l?bs', ['001-2', '001-3']],
    ['zoe', ['001-1']],
    ['ZOË \\& co', ['001-1']],
    ['energy', []],
  ])('{%s}', (text, expected) => {
    expect(found(`FIND {${text}} RETURNING Account`)).toEqual(expected);
  });

  test.each([
    ['FIND {joe*}', ['003-1', '00T-1']],
    ['FIND {joe} IN NAME FIELDS RETURNING Contact, Task', ['003-1', '00T-1']],
    ['FIND {acme} IN EMAIL FIELDS', ['003-1']],
    ['FIND {joe.smith@acme.example} IN EMAIL FIELDS RETURNING Contact', ['003-1']],
    ['FIND {rival} IN NAME FIELDS RETURNING Account', []],
    ['find {smyth*} returning contact(id)', ['003-2']],
  ])('%s', (sosl, expected) => {
    expect(found(sosl)).toEqual(expected);
  });
});

describe('what is returned', () => {
  test('fields, filters, order and limit of each object, in the order of RETURNING', () => {
    expect(
      runSosl(
        "FIND {smith OR smythe OR acme} RETURNING Contact(name, Email WHERE Name LIKE 'jo%' ORDER BY Name DESC LIMIT 1), Account(Name LIMIT 1)",
        all,
      ),
    ).toEqual([
      {
        attributes: { type: 'Contact', url: `/services/data/v62.0/sobjects/Contact/${id('003', 1)}` },
        Name: 'Joe Smith',
        Email: 'joe.smith@acme.example',
      },
      { attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${id('001', 1)}` }, Name: 'Acme' },
    ]);
  });

  test('a limit over all is shared out', () => {
    expect(found('FIND {acme OR jo*} RETURNING Account, Contact LIMIT 3')).toEqual(['001-1', '001-3', '003-1']);
    expect(found('FIND {acme OR smythe} IN NAME FIELDS RETURNING Account, Contact LIMIT 3')).toEqual(['001-1', '001-3', '003-2']);
  });

  test('a filter by id finds hits alone', () => {
    expect(found(`FIND {anvils} RETURNING Account(Id WHERE Id IN ('${id('001', 1)}', '${id('001', 2)}'))`)).toEqual(['001-1']);
  });

  test('one object gives 250 records, more when it is filtered or sorted', () => {
    const many = world({ Account: Array.from({ length: 300 }, (_, index) => ({ Id: id('001', index), Name: 'same' })) }).context;
    const searched = { ...many, searchable: all.searchable };

    expect(runSosl('FIND {same} RETURNING Account', searched)).toHaveLength(250);
    expect(runSosl('FIND {same} RETURNING Account(Id ORDER BY Id)', searched)).toHaveLength(300);
  });

  test('neither fields nor objects that the viewer may not read are searched', () => {
    expect(found('FIND {hush}')).toEqual(['001-3']);
    expect(found('FIND {hush}', context({ canReadField: (_, field) => field !== 'Secret__c' }))).toEqual([]);
    expect(found('FIND {joe}', context({ canReadObject: (object) => object !== 'Contact' }))).toEqual(['00T-1']);
  });
});

describe('errors', () => {
  test.each([
    ['FIND acme', 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.'],
    ['FIND {a}', 'INVALID_SEARCH', 'search term must be longer than one character: a'],
    ['FIND {*}', 'INVALID_SEARCH', 'search term must be longer than one character: *'],
    ['FIND {"joe smith}', 'MALFORMED_SEARCH', `unexpected token: '"'`],
    ['FIND {joe & smith}', 'MALFORMED_SEARCH', "unexpected token: '&'"],
    ['FIND {(joe}', 'MALFORMED_SEARCH', 'expecting a right parentheses'],
    ['FIND {joe)}', 'MALFORMED_SEARCH', "unexpected token: ')'"],
    [
      'FIND {joe} IN Accounts',
      'MALFORMED_SEARCH',
      "\nFIND {joe} IN Accounts\n             ^\nERROR at Row:1:Column:14\nunexpected token: 'Accounts'",
    ],
    ['FIND {joe} RETURNING Contact(Id', 'MALFORMED_SEARCH', "unexpected token: '<EOF>'"],
    [
      "FIND {joe} RETURNING Contact(Id WHERE Name = 'a' AND Name = 'b' OR Name = 'c')",
      'MALFORMED_SEARCH',
      expect.stringContaining("unexpected token: 'OR'"),
    ],
    [
      'FIND {joe} RETURNING Contact(Id, Foo)',
      'INVALID_FIELD',
      expect.stringContaining(
        "\nFIND {joe} RETURNING Contact(Id, Foo)\n                                 ^\nERROR at Row:1:Column:34\nNo such column 'Foo' on entity 'Contact'.",
      ),
    ],
    ['FIND {joe} RETURNING Foo', 'INVALID_TYPE', expect.stringContaining("sObject type 'Foo' is not supported.")],
  ])('%s', (sosl, code, message) => {
    expect(failure(() => runSosl(sosl, all))).toEqual([code, message]);
  });

  test('whatever is searched for, the answer is a result or a vendor error', () => {
    const pieces = constantFrom(
      'joe',
      '"',
      '(',
      ')',
      'AND',
      'OR',
      'NOT',
      '*',
      '?',
      '\\',
      '}',
      '{',
      ' ',
      '&',
      "'",
      'RETURNING',
      'Account',
      '(Id',
      'LIMIT',
      '1',
      'WITH',
      'IN',
      'FIELDS',
    );

    assert(
      property(array(pieces, { maxLength: 12 }), (parts) => {
        try {
          runSosl(`FIND {${parts.join(' ')}} RETURNING Contact`, all);
          runSosl(`FIND {joe} ${parts.join(' ')}`, all);
        } catch (error) {
          expect(error).toBeInstanceOf(SoqlError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('parameters', () => {
  function searched(parameters: SearchParameters) {
    return runSearch(parseParameters(parameters), all).map(({ attributes, ...fields }) => ({ type: attributes.type, ...fields }));
  }

  test('objects take the fields and limit of all, or their own', () => {
    expect(
      searched({
        q: 'acme',
        fields: ['id', 'name'],
        sobjects: [
          { name: 'Account', where: "Name != 'Acme'", orderBy: 'Name DESC' },
          { name: 'Contact', fields: ['Email'] },
        ],
        in: 'ALL',
        defaultLimit: 1,
        overallLimit: 5,
      }),
    ).toEqual([
      { type: 'Account', Id: id('001', 2), Name: 'Beta Labs' },
      { type: 'Contact', Email: 'joe.smith@acme.example' },
    ]);
  });

  test('those of a URL say the same', () => {
    const query = new URLSearchParams("q=acme&sobject=Account&Account.fields=id,name&Account.where=Name like 'b%'&Account.limit=10&in=all");

    expect(searched(parametersOf(query))).toEqual([{ type: 'Account', Id: id('001', 2), Name: 'Beta Labs' }]);
    expect(searched(parametersOf(new URLSearchParams('q=joe')))).toEqual([
      { type: 'Contact', Id: id('003', 1) },
      { type: 'Task', Id: id('00T', 1) },
    ]);
  });

  test('a part cannot reach beyond itself', () => {
    const search = (object: Omit<NonNullable<SearchParameters['sobjects']>[number], 'name'>) =>
      failure(() => searched({ q: 'acme', sobjects: [{ name: 'Account', ...object }] }));

    expect(search({ where: "Name = 'a') , Contact(Id" })).toEqual(['MALFORMED_SEARCH', expect.stringContaining("unexpected token: ')'")]);
    expect(search({ fields: ['Id FROM Contact'] })).toEqual(['MALFORMED_SEARCH', expect.stringContaining("unexpected token: 'FROM'")]);
    expect(search({ where: 'Foo = 1' })).toEqual([
      'INVALID_FIELD',
      expect.stringContaining(
        "SELECT Id FROM Account WHERE Foo = 1\n                             ^\nERROR at Row:1:Column:30\nNo such column 'Foo'",
      ),
    ]);
    expect(failure(() => searched({ q: 'acme', in: 'Accounts' }))[0]).toBe('MALFORMED_SEARCH');
  });
});
