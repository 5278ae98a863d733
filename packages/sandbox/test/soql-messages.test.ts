import { describe, expect, test } from 'vitest';
import { world } from './support/soql-world.ts';

const { error } = world();

describe('messages', () => {
  test.each([
    ['SELECT Id FROM Account WHERE Name = :name', 'MALFORMED_QUERY', 'Bind variables only allowed in Apex code'],
    ['SELECT Id FROM Account WHERE CreatedDate > Founded__c', 'MALFORMED_QUERY', 'Bind variables only allowed in Apex code'],
    ["SELECT Id FROM Account WHERE Description = 'x'", 'INVALID_FIELD', "field 'Description' can not be filtered in a query call"],
    ['SELECT Id FROM Account ORDER BY Description', 'MALFORMED_QUERY', "field 'Description' can not be sorted in a query call"],
    ['SELECT Description FROM Account GROUP BY Description', 'MALFORMED_QUERY', "field 'Description' can not be grouped in a query call"],
    [
      "SELECT Id FROM Account WHERE BillingAddress = 'x'",
      'INVALID_FIELD',
      'Address fields can only be filtered using Distance expressions',
    ],
    [
      "SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'",
      'INVALID_FIELD',
      "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
    ],
    [
      'SELECT Id FROM Account WHERE CreatedDate > 2026-01-01',
      'INVALID_FIELD',
      "value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes",
    ],
    [
      "SELECT Id FROM Account WHERE AnnualRevenue = '1'",
      'INVALID_FIELD',
      "value of filter criterion for field 'AnnualRevenue' must be of type double and should not be enclosed in quotes",
    ],
    [
      'SELECT Id FROM Account WHERE Name = 1',
      'INVALID_FIELD',
      "value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes",
    ],
    ["SELECT Id FROM Account WHERE OwnerId LIKE '005%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on id field'],
    ['SELECT Id FROM Account WHERE Founded__c = 2026-02-30', 'MALFORMED_QUERY', 'Invalid date: 2026-02-30'],
    ['SELECT Id FROM Account WHERE Founded__c = LAST_N_DAYS:9999999999', 'MALFORMED_QUERY', 'Invalid date literal: LAST_N_DAYS:9999999999'],
    ['SELECT Id FROM Account WHERE Founded__c > NEXT_N_YEARS:8000', 'MALFORMED_QUERY', 'Invalid date literal: NEXT_N_YEARS:8000'],
    ['SELECT Id x FROM Account', 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing'],
    ['SELECT Id, Name, ID FROM Account', 'INVALID_FIELD', 'duplicate field selected: ID'],
    ['SELECT Id, FIELDS(ALL) FROM Account LIMIT 200', 'INVALID_FIELD', 'duplicate field selected: Id'],
    ['SELECT FIELDS(ALL) FROM Account LIMIT 201', 'MALFORMED_QUERY', 'The SOQL FIELDS function must have a LIMIT of at most 200'],
    ['SELECT Id, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Id'],
    ['SELECT Rating FROM Account GROUP BY Rating ORDER BY Name', 'MALFORMED_QUERY', 'Ordered field must be grouped or aggregated: Name'],
    ['SELECT Id, COUNT(Id) FROM Account GROUP BY Id', 'MALFORMED_QUERY', 'Grouped field should not be aggregated: Id'],
    ['SELECT COUNT(IsActive__c) FROM Account', 'MALFORMED_QUERY', 'field IsActive__c does not support aggregate operator COUNT'],
    ['SELECT SUM(Name) FROM Account', 'MALFORMED_QUERY', 'field Name does not support aggregate operator SUM'],
    [
      'SELECT MAX(Name) FROM Account LIMIT 1',
      'MALFORMED_QUERY',
      'Non-grouped query that uses overall aggregate functions cannot also use LIMIT',
    ],
    ['SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account', 'MALFORMED_QUERY', 'only root queries support aggregate expressions'],
    ['SELECT Id FROM Account OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
    [
      'SELECT QualifiedApiName FROM FieldDefinition',
      'MALFORMED_QUERY',
      'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]',
    ],
    ['SELECT Id FROM AIRecordInsight', 'INVALID_TYPE_FOR_OPERATION', 'entity type AIRecordInsight does not support query'],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT Name FROM Contact)',
      'MALFORMED_QUERY',
      "semi join sub-selects can only query id fields, cannot use: 'Name'",
    ],
    [
      'SELECT Id FROM Account WHERE Name = null OR Id IN (SELECT AccountId FROM Contact)',
      'MALFORMED_QUERY',
      "Semi join sub-selects are not allowed with the 'OR' operator",
    ],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))',
      'MALFORMED_QUERY',
      'Nesting of semi join sub-selects is not supported',
    ],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)',
      'MALFORMED_QUERY',
      'The inner and outer selects should not be on the same object type',
    ],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Id IN (SELECT AccountId FROM Case) AND Id NOT IN (SELECT AccountId FROM Case)',
      'MALFORMED_QUERY',
      'Maximum 2 semi join sub-selects are allowed',
    ],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT WhatId FROM Task)',
      'MALFORMED_QUERY',
      "Entity 'Task' is not supported for semi join inner selects",
    ],
    ['SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact LIMIT 1)', 'MALFORMED_QUERY', "unexpected token: 'LIMIT'"],
    [
      'SELECT Id FROM Contact WHERE Account.Id IN (SELECT AccountId FROM Case)',
      'MALFORMED_QUERY',
      "The left operand 'Account.Id' cannot have more than one level of relationships",
    ],
    [
      'SELECT (SELECT Id FROM Contacts LIMIT 1 OFFSET 1) FROM Account',
      'MALFORMED_QUERY',
      'OFFSET clause is not supported in subqueries unless the parent query has LIMIT 1',
    ],
    [
      'SELECT Industry, COUNT(Id) FROM Account GROUP BY Industry HAVING COUNT(Id) > 1 AND Name = null',
      'MALFORMED_QUERY',
      'Field must be grouped or aggregated: Name',
    ],
    [
      'SELECT COUNT(Id) Cases FROM Account GROUP BY Industry ORDER BY Cases',
      'INVALID_FIELD',
      expect.stringContaining("No such column 'Cases' on entity 'Account'."),
    ],
    ['SELECT COUNT(Id) n, COUNT(Name) n FROM Account', 'MALFORMED_QUERY', 'duplicate alias: n'],
    ["SELECT Id FROM Account WHERE Name = 'a\\qb'", 'MALFORMED_QUERY', "Illegal string escape sequence '\\q'"],
  ])('%s', (soql, code, message) => {
    const [actual, text] = error(soql);

    expect([actual, text.split('\n').at(-1)]).toEqual([code, message]);
  });

  test('a field that the viewer may not see does not exist, wherever it is named', () => {
    const limited = world({}, { canReadField: (object, field) => `${object}.${field}` !== 'Account.Secret__c' });

    for (const soql of [
      'SELECT Secret__c FROM Account',
      "SELECT Id FROM Account WHERE Secret__c = 'x'",
      'SELECT Id FROM Account ORDER BY Secret__c',
      'SELECT Account.Secret__c FROM Contact',
    ])
      expect(limited.error(soql)).toEqual(['INVALID_FIELD', expect.stringContaining("No such column 'Secret__c' on entity 'Account'.")]);
    expect(limited.run('SELECT FIELDS(ALL) FROM Account LIMIT 1')).toEqual([]);
  });

  test('an object that the viewer may not see does not exist', () => {
    const limited = world({}, { canReadObject: (object) => object !== 'Contact' });

    expect(limited.error('SELECT Id FROM Contact')[0]).toBe('INVALID_TYPE');
    expect(limited.error('SELECT (SELECT Id FROM Contacts) FROM Account')[0]).toBe('INVALID_TYPE');
    expect(limited.error('SELECT Contact.Name FROM Case')[0]).toBe('INVALID_FIELD');
  });
});
