import { type SaveError, saveError } from '../messages.ts';
import type { ObjectType, Row } from '../model.ts';
import { recordUrl } from '../rest/call.ts';
import type { Writer } from './save.ts';

/** A rule that an administrator wrote: the save fails when it holds. */
interface ValidationRule {
  readonly object: string;
  readonly message: string;
  readonly field?: string;
  fails(row: Row, before: Row | undefined): boolean;
}

const validationRules: readonly ValidationRule[] = [
  {
    object: 'Opportunity',
    message: 'A lost opportunity needs a loss reason.',
    field: 'Loss_Reason__c',
    fails: (row, before) => row['StageName'] === 'Closed Lost' && before?.['StageName'] !== 'Closed Lost' && !row['Loss_Reason__c'],
  },
];

export function checkRules(object: ObjectType, row: Row, before: Row | undefined): readonly SaveError[] {
  return validationRules
    .filter((rule) => rule.object === object.name && rule.fails(row, before))
    .map((rule) => saveError('validation', [rule.message], rule.field === undefined ? [] : [rule.field]));
}

/** Records are duplicates when these fields are filled and equal, whatever their case. */
interface DuplicateRule {
  readonly object: string;
  readonly name: string;
  readonly matching: string;
  readonly fields: readonly string[];
}

const duplicateRules: readonly DuplicateRule[] = [
  {
    object: 'Contact',
    name: 'Standard_Contact_Duplicate_Rule',
    matching: 'Standard_Contact_Match_Rule_v1_0',
    fields: ['Email', 'LastName'],
  },
  { object: 'Lead', name: 'Standard_Lead_Duplicate_Rule', matching: 'Standard_Lead_Match_Rule_v1_0', fields: ['Email', 'LastName'] },
];

/** Only records the user may see are reported. An unchanged record is not checked again. */
export function checkDuplicates(
  { org, actor, allowDuplicates }: Writer,
  object: ObjectType,
  row: Row,
  before: Row | undefined,
): readonly SaveError[] {
  const rule = duplicateRules.find((candidate) => candidate.object === object.name);
  if (!rule || allowDuplicates) return [];
  const key = matchKey(rule, row);
  if (key === undefined || (before && key === matchKey(rule, before))) return [];
  const others = [...org.store.all(object.name)].filter(
    (other) =>
      other['Id'] !== row['Id'] && other['IsDeleted'] !== true && matchKey(rule, other) === key && actor.records.sees(object, other),
  );
  return others.length > 0 ? [{ ...saveError('duplicates'), extra: { duplicateResult: describeDuplicates(rule, others) } }] : [];
}

function matchKey(rule: DuplicateRule, row: Row): string | undefined {
  const values = rule.fields.map((name) => row[name]);
  return values.every((value) => typeof value === 'string' && value !== '') ? values.join('\n').toLowerCase() : undefined;
}

/** Shape by third parties' quotes; unverified. */
function describeDuplicates(rule: DuplicateRule, others: readonly Row[]): object {
  const matchRecords = others.map((row) => ({
    additionalInformation: [],
    fieldDiffs: [],
    matchConfidence: 100,
    record: { attributes: { type: rule.object, url: recordUrl({ version: '62.0' }, rule.object, String(row['Id'])) }, Id: row['Id'] },
  }));
  return {
    allowSave: true,
    duplicateRule: rule.name,
    duplicateRuleEntityType: rule.object,
    errorMessage: 'Use one of these records?',
    matchResults: [
      {
        entityType: rule.object,
        errors: [],
        matchEngine: 'FuzzyMatchEngine',
        matchRecords,
        rule: rule.matching,
        size: others.length,
        success: true,
      },
    ],
  };
}
