import { describe, expect, test } from 'vitest';
import { runSoql } from '../src/salesforce/soql/engine.ts';
import type { SoqlResult } from '../src/salesforce/soql/types.ts';
import { id, world } from './support/soql-world.ts';

const rows = {
  User: [
    { Id: id('005', 1), Name: 'Ada', Email: 'ada@example.com', ManagerId: id('005', 2) },
    { Id: id('005', 2), Name: 'Max' },
  ],
  Group: [{ Id: id('00G', 1), Name: 'Queue' }],
  Account: [
    {
      Id: id('001', 1),
      Name: 'Acme',
      OwnerId: id('005', 1),
      Rating: 'Hot',
      BillingCity: 'Berlin',
      BillingLatitude: 52.5,
      BillingLongitude: 13.4,
      AnnualRevenue: 1234.5,
    },
    { Id: id('001', 2), Name: 'Beta', ParentId: id('001', 1), Rating: 'Odd' },
  ],
  Contact: [
    { Id: id('003', 1), Name: 'Zoe', AccountId: id('001', 1) },
    { Id: id('003', 2), Name: 'Bob', AccountId: id('001', 1) },
    { Id: id('003', 3), Name: 'Cy', AccountId: id('001', 1), ReportsToId: id('003', 1) },
  ],
  Case: [
    { Id: id('500', 1), CaseNumber: '00001', Subject: 'Broken', AccountId: id('001', 1), ContactId: id('003', 3), OwnerId: id('00G', 1) },
    { Id: id('500', 2), CaseNumber: '00002', Subject: 'Lost', OwnerId: id('005', 1) },
  ],
  Task: [{ Id: id('00T', 1), WhatId: id('001', 1), WhoId: id('003', 2) }, { Id: id('00T', 2), WhatId: id('500', 1) }, { Id: id('00T', 3) }],
};
const { run, context, error } = world(rows);

function attributes(type: string, key: string, object = type) {
  return { type, url: `/services/data/v62.0/sobjects/${object}/${key}` };
}

describe('parents', () => {
  test('five levels up, with null where one is missing', () => {
    expect(run('SELECT Id, Contact.ReportsTo.Account.Owner.Manager.Name FROM Case')).toEqual([
      {
        attributes: attributes('Case', id('500', 1)),
        Id: id('500', 1),
        Contact: {
          attributes: attributes('Contact', id('003', 3)),
          ReportsTo: {
            attributes: attributes('Contact', id('003', 1)),
            Account: {
              attributes: attributes('Account', id('001', 1)),
              Owner: {
                attributes: attributes('User', id('005', 1)),
                Manager: { attributes: attributes('User', id('005', 2)), Name: 'Max' },
              },
            },
          },
        },
      },
      { attributes: attributes('Case', id('500', 2)), Id: id('500', 2), Contact: null },
    ]);
  });

  test('six levels are too many', () => {
    expect(error('SELECT Contact.ReportsTo.ReportsTo.Account.Owner.Manager.Name FROM Case')[0]).toBe('MALFORMED_QUERY');
  });

  test('fields of one parent are gathered where it is first named', () => {
    const [record] = run('SELECT Owner.Name, Name, Owner.Email FROM Account LIMIT 1');

    expect(Object.keys(record ?? {})).toEqual(['attributes', 'Owner', 'Name']);
    expect(record?.['Owner']).toEqual({ attributes: attributes('User', id('005', 1)), Name: 'Ada', Email: 'ada@example.com' });
  });

  test('the object and its alias may stand before a field', () => {
    expect(run("SELECT a.Name, a.Owner.Name FROM Account a WHERE a.Name = 'Acme'")).toEqual(
      run("SELECT Account.Name, Account.Owner.Name FROM Account WHERE Account.Name = 'Acme'"),
    );
  });
});

describe('polymorphic parents', () => {
  test('what every object has comes as a Name', () => {
    expect(run('SELECT What.Name, What.Type FROM Task').map((record) => record['What'])).toEqual([
      { attributes: attributes('Name', id('001', 1), 'Account'), Name: 'Acme', Type: 'Account' },
      { attributes: attributes('Name', id('500', 1), 'Case'), Name: '00001', Type: 'Case' },
      null,
    ]);
  });

  test('they can be filtered and sorted by', () => {
    expect(world(rows).column("SELECT Id FROM Task WHERE What.Type = 'Case'")).toEqual([id('00T', 2)]);
    expect(world(rows).column('SELECT Id FROM Case ORDER BY Owner.Name DESC')).toEqual([id('500', 1), id('500', 2)]);
  });

  test('a field of one of the objects is not a field of Name', () => {
    expect(error('SELECT What.Rating FROM Task')).toEqual([
      'INVALID_FIELD',
      expect.stringContaining("No such column 'Rating' on entity 'Name'."),
    ]);
  });

  test('TYPEOF asks each object for its own fields', () => {
    const select = (otherwise: string) =>
      run(`SELECT TYPEOF What WHEN Account THEN Name, Owner.Name WHEN Contact THEN Email ${otherwise} END FROM Task`).map(
        (record) => record['What'],
      );
    const account = {
      attributes: attributes('Account', id('001', 1)),
      Name: 'Acme',
      Owner: { attributes: attributes('User', id('005', 1)), Name: 'Ada' },
    };

    expect(select('')).toEqual([account, null, null]);
    expect(select('ELSE Name')).toEqual([account, { attributes: attributes('Name', id('500', 1), 'Case'), Name: '00001' }, null]);
  });

  test('a field of an object that the viewer may not read is null', () => {
    const limited = world(rows, { canReadField: (object, field) => `${object}.${field}` !== 'Account.Name' });

    expect(limited.run('SELECT What.Name FROM Task').map((record) => record['What'])).toEqual([
      expect.objectContaining({ Name: null }),
      expect.objectContaining({ Name: '00001' }),
      null,
    ]);
  });
});

describe('children', () => {
  test('a subquery filters, sorts and cuts for each parent; none is null', () => {
    expect(run("SELECT Name, (SELECT Name FROM contacts WHERE Name != 'Zoe' ORDER BY Name DESC LIMIT 1) FROM Account")).toEqual([
      {
        attributes: attributes('Account', id('001', 1)),
        Name: 'Acme',
        Contacts: { totalSize: 1, done: true, records: [{ attributes: attributes('Contact', id('003', 3)), Name: 'Cy' }] },
      },
      { attributes: attributes('Account', id('001', 2)), Name: 'Beta', Contacts: null },
    ]);
  });

  test('children of children come along, four levels and no more', () => {
    const [record] = run('SELECT (SELECT Id, (SELECT CaseNumber FROM Cases) FROM Contacts ORDER BY Id DESC) FROM Account');

    expect(JSON.stringify(record?.['Contacts'])).toContain('"CaseNumber":"00001"');
    const nested = (levels: number): string => (levels === 0 ? '' : `, (SELECT Id${nested(levels - 1)} FROM ChildAccounts)`);
    expect(run(`SELECT Id${nested(4)} FROM Account`)).toHaveLength(2);
    expect(error(`SELECT Id${nested(5)} FROM Account`)[0]).toBe('MALFORMED_QUERY');
  });

  test('an index of the data gives the same children as none', () => {
    const indexed = {
      ...context,
      data: {
        ...context.data,
        referencing: (name: string, field: string, key: string) => [...context.data.rows(name)].filter((row) => row[field] === key),
      },
    };
    const soql = "SELECT Id, (SELECT Name FROM Contacts WHERE Name != 'Bob' ORDER BY Name) FROM Account";

    expect(runSoql(soql, indexed).records()).toEqual(run(soql));
    expect(runSoql(`SELECT Id FROM Contact WHERE AccountId = '${id('001', 1)}' AND Name = 'Bob'`, indexed).ids()).toEqual([id('003', 2)]);
  });

  test('more children than a page holds come with a cursor for the whole result', () => {
    const opened: SoqlResult[] = [];
    const paged = runSoql('SELECT (SELECT Name FROM Contacts) FROM Account LIMIT 1', {
      ...context,
      batchSize: 2,
      openCursor: (result) => `/next/${opened.push(result)}`,
    });

    expect(paged.records()[0]?.['Contacts']).toMatchObject({
      totalSize: 3,
      done: false,
      nextRecordsUrl: '/next/1',
      records: [{ Name: 'Zoe' }, { Name: 'Bob' }],
    });
    expect(opened[0]?.records(2)).toMatchObject([{ Name: 'Cy' }]);
  });
});

describe('fields and functions', () => {
  test('an address is put together from its parts, null when all are empty', () => {
    const [full, empty] = run('SELECT BillingAddress FROM Account');

    expect(full?.['BillingAddress']).toEqual({
      city: 'Berlin',
      country: null,
      geocodeAccuracy: null,
      latitude: 52.5,
      longitude: 13.4,
      postalCode: null,
      state: null,
      street: null,
    });
    expect(empty?.['BillingAddress']).toBeNull();
  });

  test('FIELDS() stands for all fields, of one kind or of both', () => {
    const keys = (group: string) => Object.keys(run(`SELECT FIELDS(${group}) FROM Account LIMIT 1`)[0] ?? {}).slice(1);

    expect(keys('CUSTOM')).toEqual(['Score__c', 'Tags__c', 'IsActive__c', 'Founded__c', 'Opens__c', 'Secret__c']);
    expect(keys('ALL')).toHaveLength(keys('CUSTOM').length + keys('STANDARD').length);
  });

  test('labels, formats and distances', () => {
    expect(
      run(
        "SELECT toLabel(Rating), FORMAT(AnnualRevenue) revenue, DISTANCE(BillingAddress, GEOLOCATION(48.1, 11.6), 'km') FROM Account WHERE toLabel(Rating) = 'hot!'",
      ),
    ).toEqual([
      { attributes: attributes('Account', id('001', 1)), Rating: 'Hot!', revenue: '$1,234.50', expr0: expect.closeTo(505.64, 2) },
    ]);
    expect(world(rows).column("SELECT Id FROM Account WHERE DISTANCE(BillingAddress, GEOLOCATION(52.5, 13.4), 'mi') < 1")).toEqual([
      id('001', 1),
    ]);
  });

  test('FOR VIEW and FOR REFERENCE are told to the server, with the ids', () => {
    expect(runSoql('SELECT Name FROM Account FOR VIEW', context)).toMatchObject({ kind: 'rows', object: 'Account', mark: 'VIEW' });
    expect(runSoql('SELECT Name FROM Account FOR REFERENCE', context).mark).toBe('REFERENCE');
    expect(runSoql('SELECT Name FROM Account', context).ids()).toEqual([id('001', 1), id('001', 2)]);
  });

  test.each(['WITH SECURITY_ENFORCED', 'WITH USER_MODE', 'FOR UPDATE', 'UPDATE TRACKING', '/* why */', '// why'])(
    '%s changes nothing',
    (clause) => {
      expect(run(`SELECT Name FROM Account ${clause}`)).toEqual(run('SELECT Name FROM Account'));
    },
  );
});
