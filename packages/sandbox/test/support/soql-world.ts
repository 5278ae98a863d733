import { SoqlError } from '../../src/salesforce/soql/error.ts';
import { runSoql } from '../../src/salesforce/soql/engine.ts';
import type { FieldMeta, ObjectMeta, Row, SoqlContext, SoqlRecord, SoqlViewer } from '../../src/salesforce/soql/types.ts';

/** Short spellings of fields: `Name:string`, `OwnerId:reference>Owner>User`, `Notes:textarea!` (neither filterable nor sortable nor groupable). */
function field(spec: string): FieldMeta {
  const [name = '', kind = 'string'] = spec.split(':');
  const [type = '', relationshipName, targets] = kind.split('>');
  const plain = !type.endsWith('!');
  const referenceTo = targets?.split('|') ?? [];
  return {
    name,
    type: type.replace('!', ''),
    filterable: plain,
    sortable: plain && type !== 'multipicklist' && type !== 'address',
    groupable: plain && type !== 'datetime' && type !== 'currency' && type !== 'double',
    aggregatable: plain,
    custom: name.endsWith('__c'),
    nameField: name === 'Name' || name === 'CaseNumber' || name === 'Subject',
    compoundFieldName: /^Billing./.test(name) && name !== 'BillingAddress' ? 'BillingAddress' : null,
    relationshipName: relationshipName ?? null,
    referenceTo,
    polymorphicForeignKey: referenceTo.length > 1,
    ...(name === 'Rating' && { picklistValues: ['Hot', 'Warm', 'Cold'].map((value) => ({ value, label: `${value}!` })) }),
  };
}

function object(name: string, fields: string, children = ''): ObjectMeta {
  return {
    name,
    fields: fields.split(/\s+/).filter(Boolean).map(field),
    childRelationships: children
      .split(/\s+/)
      .filter(Boolean)
      .map((spec) => {
        const [relationshipName = '', childSObject = '', childField = ''] = spec.split(':');
        return { relationshipName, childSObject, field: childField };
      }),
  };
}

const objects: readonly ObjectMeta[] = [
  object(
    'Account',
    `Id:id Name:string Industry:picklist Rating:picklist AnnualRevenue:currency NumberOfEmployees:int Score__c:double
     Tags__c:multipicklist Description:textarea! IsActive__c:boolean Founded__c:date CreatedDate:datetime Opens__c:time
     BillingAddress:address BillingStreet:textarea BillingCity:string BillingState:string BillingPostalCode:string BillingCountry:string
     BillingLatitude:double BillingLongitude:double CurrencyIsoCode:picklist
     ParentId:reference>Parent>Account OwnerId:reference>Owner>User Secret__c:string`,
    'Contacts:Contact:AccountId ChildAccounts:Account:ParentId Cases:Case:AccountId',
  ),
  object(
    'Contact',
    'Id:id LastName:string Name:string Email:email AccountId:reference>Account>Account ReportsToId:reference>ReportsTo>Contact OwnerId:reference>Owner>User',
    'Cases:Case:ContactId',
  ),
  object(
    'Case',
    'Id:id CaseNumber:string Subject:string AccountId:reference>Account>Account ContactId:reference>Contact>Contact OwnerId:reference>Owner>Group|User',
  ),
  object('Task', 'Id:id Subject:string WhoId:reference>Who>Contact|Lead WhatId:reference>What>Account|Case'),
  object('User', 'Id:id Name:string Email:email Alias:string ManagerId:reference>Manager>User'),
  object('Group', 'Id:id Name:string'),
  {
    ...object('FieldDefinition', 'DurableId:string QualifiedApiName:string EntityDefinitionId:string'),
    requiredFilter: {
      fields: ['EntityDefinitionId'],
      message: 'FieldDefinition: a filter on a reified column is required [EntityDefinitionId,DurableId]',
    },
  },
  { ...object('AIRecordInsight', 'Id:id'), queryable: false },
];

export interface World {
  readonly run: (soql: string) => readonly SoqlRecord[];
  readonly total: (soql: string) => number;
  /** Values of the first selected column, in order. */
  readonly column: (soql: string) => readonly unknown[];
  /** `[errorCode, message]` of the error that the statement ends with. */
  readonly error: (soql: string) => readonly [string, string];
  readonly context: SoqlContext;
}

const VIEWER: SoqlViewer = { userId: '005000000000001AAA', timeZone: 'Europe/Berlin', now: Date.parse('2026-11-02T09:00:00Z') };

/** A little org: the objects above with the given rows. */
export function world(
  rows: Readonly<Record<string, readonly Row[]>> = {},
  viewer: Partial<SoqlViewer> = {},
  more: Partial<SoqlContext> = {},
  { indexed = false }: { readonly indexed?: boolean } = {},
): World {
  const byName = new Map(objects.map((meta) => [meta.name.toLowerCase(), meta]));
  const context: SoqlContext = {
    catalog: { object: (name) => byName.get(name.toLowerCase()) },
    data: {
      rows: (name) => rows[name] ?? [],
      byId: (name, id) => rows[name]?.find((row) => row['Id'] === id),
      ...(indexed && {
        referencing: (name: string, reference: string, id: string) => (rows[name] ?? []).filter((row) => row[reference] === id),
      }),
    },
    viewer: { ...VIEWER, ...viewer },
    apiVersion: '62.0',
    ...more,
  };
  const run = (soql: string) => runSoql(soql, context).records();
  return {
    context,
    run,
    total: (soql) => runSoql(soql, context).totalSize,
    column: (soql) => run(soql).map((record) => Object.entries(record).find(([key]) => key !== 'attributes')?.[1]),
    error: (soql) => {
      try {
        run(soql);
      } catch (error) {
        if (error instanceof SoqlError) return [error.errorCode, error.message];
        throw error;
      }
      throw new Error(`no error: ${soql}`);
    },
  };
}

/** A valid 18-character id: prefix and number. */
export function id(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(12, '0')}AAA`;
}
