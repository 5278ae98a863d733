import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt } from '../src/salesforce/soql/excerpt.ts';
import { SoqlError } from '../src/salesforce/soql/error.ts';
import { world } from './support/soql-world.ts';

const { error, run } = world();
const COLUMN =
  "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";

describe('places of errors', () => {
  // Published by users of the vendor's API, with their caret lines.
  test.each([
    [
      'SELECT Id, FROM Account',
      'MALFORMED_QUERY',
      "\nSELECT Id, FROM Account\n          ^\nERROR at Row:1:Column:11\nunexpected token: 'FROM'",
    ],
    [
      'SELECT Id, Foo FROM Account',
      'INVALID_FIELD',
      `\nSELECT Id, Foo FROM Account\n           ^\nERROR at Row:1:Column:12\nNo such column 'Foo' on entity 'Account'. ${COLUMN}`,
    ],
    [
      'SELECT Bacon__c FROM Account LIMIT 2',
      'INVALID_FIELD',
      `\nSELECT Bacon__c FROM Account LIMIT 2\n       ^\nERROR at Row:1:Column:8\nNo such column 'Bacon__c' on entity 'Account'. ${COLUMN}`,
    ],
    [
      'SELECT Id, DepProbeField__c FROM Account LIMIT 1',
      'INVALID_FIELD',
      `\nSELECT Id, DepProbeField__c FROM Account LIMIT\n           ^\nERROR at Row:1:Column:12\nNo such column 'DepProbeField__c' on entity 'Account'. ${COLUMN}`,
    ],
    [
      "SELECT a.Id, a.Name FROM Account a WHERE Idd='00111000002zYnu'",
      'INVALID_FIELD',
      `\na.Id, a.Name FROM Account a WHERE Idd='00111000002zYnu'\n                                  ^\nERROR at Row:1:Column:42\nNo such column 'Idd' on entity 'Account'. ${COLUMN}`,
    ],
    [
      "SELECT Id, Name, AccountNumber FROM AccountOpps WHERE Name like 'okToDelete%'",
      'INVALID_TYPE',
      "\nSELECT Id, Name, AccountNumber FROM AccountOpps WHERE Name like 'okToDelete%'\n                                    ^\nERROR at Row:1:Column:37\nsObject type 'AccountOpps' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
    [
      'select count() from XYZZY',
      'INVALID_TYPE',
      "\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
    [
      'select Id from Account where id = $sfid',
      'MALFORMED_QUERY',
      "\nselect Id from Account where id = $sfid\n                                 ^\nERROR at Row:1:Column:34\nline 1:34 no viable alternative at character '$'",
    ],
    [
      'SELECT Id, Name FROM Contact WHERE Email = liam.carter@example.com ORDER BY CreatedDate DESC',
      'MALFORMED_QUERY',
      "\nContact WHERE Email = liam.carter@example.com ORDER BY CreatedDate\n                                ^\nERROR at Row:1:Column:54\nunexpected token: '@'",
    ],
    [
      'SELECT Id, Name, HG_Insights__HG_Match_Status__c, From Account LIMIT 10',
      'MALFORMED_QUERY',
      "\nHG_Insights__HG_Match_Status__c, From Account LIMIT 10\n                                ^\nERROR at Row:1:Column:50\nunexpected token: 'From'",
    ],
    [
      "SELECT BillingStreet, BillingCity, BillingPostalCode FROM Account WHERE Id = '53'",
      'INVALID_QUERY_FILTER_OPERATOR',
      "\nBillingPostalCode FROM Account WHERE Id = '53'\n                                     ^\nERROR at Row:1:Column:73\ninvalid ID field: 53",
    ],
    [
      "SELECT COUNT() FROM Contact WHERE RecordType.Name = 'Volunteer'",
      'INVALID_FIELD',
      "\nSELECT COUNT() FROM Contact WHERE RecordType.Name = 'Volunteer'\n                                  ^\nERROR at Row:1:Column:35\nDidn't understand relationship 'RecordType' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.",
    ],
  ])('%s', (soql, code, message) => {
    expect(error(soql)).toEqual([code, message]);
  });

  test('rows are counted, and only the row of the error is shown', () => {
    const place = excerpt('SELECT Id\nFROM Maycur_Form__c\nLIMIT 1', 'SELECT Id\nFROM '.length);

    expect(place).toBe('\nFROM Maycur_Form__c\n     ^\nERROR at Row:2:Column:6\n');
  });

  // The windows of published messages, which pin both ends to the character.
  test.each([
    [
      'SELECT OwnerId,IsDeleted,',
      'CreatedById,OCE__ActualCap__c,',
      'TPI_Product__c,Name,OCE__JobId__c',
      ',Mobile__c FROM OCE__ActivityPlan__c',
    ],
    [
      'SELECT Id, Type, ',
      'WebEmail__c, Case_Resolution_Summary__c, ',
      'MW_Case_ID__c, Escalation_Helper_Contact__c',
      ', Priority FROM Case',
    ],
    ['', 'select Id, Company,Email,LastName,', 'SF_date__c, ConvertedContactId from', ' Lead where Id = null'],
    ['SELECT Id, ', 'LastReferencedDate, Jigsaw, JigsawCompanyId, ', 'CleanStatus, AccountSource, DunsNumber', ', Tradestyle FROM Account'],
    ['SELECT IsDeleted,', 'LastModifiedById,NumberOfEmployees,OwnerId,', 'Ownership,ParentId,Rating,Sic,Type', ',Website FROM Account'],
  ])('%s»%s|%s«%s', (left, before, after, right) => {
    const shown = excerpt(`${left}${before}${after}${right}`, left.length + before.length);

    expect(shown).toBe(`\n${before}${after}\n${' '.repeat(before.length)}^\nERROR at Row:1:Column:${left.length + before.length + 1}\n`);
  });

  test('a statement that ends too early or does not start with SELECT has no place', () => {
    expect(error('SELECT Id FROM Account WHERE')).toEqual(['MALFORMED_QUERY', "unexpected token: '<EOF>'"]);
    expect(error('SELECT Id FROM Account WHERE (Name = null')).toEqual(['MALFORMED_QUERY', "unexpected token: '<EOF>'"]);
    expect(error('invalid')).toEqual(['MALFORMED_QUERY', "unexpected token: 'invalid'"]);
    expect(error('')).toEqual(['MALFORMED_QUERY', "unexpected token: '<EOF>'"]);
  });

  test.each([
    ['SELECT * FROM Account', '*', 7],
    ['SELECT FROM Account', 'FROM', 7],
    ["SELECT Id FROM Account WHERE Name = 'O'Brien'", "line 1:44 mismatched character '<EOF>' expecting '''", 44],
    ["SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", 'OR', 55],
    ["SELECT Id FROM Account WHERE (Name = 'a' OR Name = 'b' AND Name = 'c')", 'AND', 55],
    ['SELECT Id FROM Account LIMIT 1 WHERE Name = null', 'WHERE', 31],
    ['SELECT Id FROM Account ALL ROWS', 'ROWS', 27],
    ['SELECT Id FROM Account LIMIT -1', '-1', 29],
    ['SELECT Id FROM Account OFFSET -1', '-1', 30],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 1.5', '1.5', 38],
    ['SELECT Id FROM Account WHERE Id IN ()', ')', 36],
    ['SELECT Id FROM Account WHERE Name == 1', '=', 35],
    ['SELECT Id FROM Account; DELETE', ';', 22],
    ['SELECT Id, (SELECT Id FROM Contacts WHERE) FROM Account', ')', 41],
    ["SELECT Id FROM Account WHERE Name = 'a' UNION SELECT Id FROM Contact", 'UNION', 40],
    ['SELECT Id FROM Account USING SCOPE nonsense', 'nonsense', 35],
  ])('%s stops at %s', (soql, token, column) => {
    const [code, message] = error(soql);
    const text = token.startsWith('line') ? token : `unexpected token: '${token}'`;

    expect(code).toBe('MALFORMED_QUERY');
    expect(message.slice(message.indexOf('ERROR'))).toBe(`ERROR at Row:1:Column:${column}\n${text}`);
  });
});

test('whatever is sent, the answer is a result or a vendor error', () => {
  const words = constantFrom(
    'SELECT',
    'FROM',
    'Account',
    'WHERE',
    'Id',
    'Name',
    '=',
    "'x'",
    '(',
    ')',
    ',',
    'AND',
    'OR',
    'NOT',
    'IN',
    'LIKE',
    'COUNT',
    'GROUP',
    'BY',
    'ORDER',
    'LIMIT',
    '1',
    'TODAY',
    ':',
    '.',
    'TYPEOF',
    'WHEN',
    'END',
    "'",
    '\\',
    '/*',
    '//',
    '\n',
    'USING',
    'SCOPE',
    'WITH',
    'FIELDS',
    'NULLS',
  );
  const statement = oneof(
    string({ unit: 'grapheme' }),
    array(words, { maxLength: 12 }).map((parts) => `SELECT Id FROM Account ${parts.join(' ')}`),
    array(words, { maxLength: 14 }).map((parts) => `SELECT ${parts.join(' ')}`),
  );

  assert(
    property(statement, (soql) => {
      try {
        run(soql);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(SoqlError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('nesting without end is refused, not a crash', () => {
  expect(error(`SELECT Id FROM Account WHERE ${'('.repeat(20_000)}Name = 'x'${')'.repeat(20_000)}`)[0]).toBe('QUERY_TOO_COMPLICATED');
  expect(error(`SELECT Id FROM Account WHERE Name = '${'x'.repeat(100_000)}'`)).toEqual([
    'MALFORMED_QUERY',
    'SOQL statements cannot be longer than 100000 characters.',
  ]);
});
