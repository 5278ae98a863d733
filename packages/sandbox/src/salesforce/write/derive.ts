import type { Row, Value } from '../model.ts';
import { parseDateTime, toDateTime, toDay } from '../datetime.ts';
import { closedStatuses } from '../schema/objects/case.ts';
import { stages } from '../schema/objects/opportunity.ts';
import type { Store } from '../store/store.ts';

/** What a save knows beside the record. */
export interface Saving {
  readonly store: Store;
  readonly now: number;
  /** The record as it was; undefined on create. */
  readonly before: Row | undefined;
}

type Derive = (row: Row, saving: Saving) => Row;

const fullName: Derive = (row) => ({ Name: [row['FirstName'], row['LastName']].filter(Boolean).join(' ') });

const padded = (number: number, width: number) => String(number).padStart(width, '0');
const changed = (name: string, row: Row, before: Row | undefined) => row[name] !== before?.[name];

const opportunity: Derive = (row, { now, before }) => {
  const stage = stages.find((candidate) => candidate.name === row['StageName']) ?? stages[0]!;
  const moved = changed('StageName', row, before);
  const given = (name: string) => row[name] !== null && row[name] !== undefined && (!moved || changed(name, row, before));
  const probability = given('Probability') ? row['Probability'] : stage.probability;
  const category = given('ForecastCategoryName') ? String(row['ForecastCategoryName']) : stage.forecast;
  const [year = 0, month = 1] = String(row['CloseDate']).split('-').map(Number);
  const quarter = Math.ceil(month / 3);
  return {
    IsClosed: stage.closed,
    IsWon: stage.won,
    Probability: probability ?? 0,
    ForecastCategoryName: category,
    ForecastCategory: { 'Best Case': 'BestCase', Commit: 'Forecast' }[category] ?? category,
    ExpectedRevenue: typeof row['Amount'] === 'number' ? Number(((row['Amount'] * Number(probability)) / 100).toFixed(2)) : null,
    FiscalQuarter: quarter,
    FiscalYear: year,
    Fiscal: `${year} ${quarter}`,
    LastStageChangeDate: moved && before ? toDateTime(now) : (row['LastStageChangeDate'] ?? null),
  };
};

const supportCase: Derive = (row, { store, now, before }) => {
  const closed = closedStatuses.includes(String(row['Status']));
  const contact = store.get('Contact', String(row['ContactId']));
  return {
    CaseNumber: row['CaseNumber'] ?? padded(store.nextNumber('Case') + 1000, 8),
    IsClosed: closed,
    ClosedDate: closed ? (before?.['ClosedDate'] ?? row['ClosedDate'] ?? toDateTime(now)) : null,
    AccountId: row['AccountId'] ?? (changed('ContactId', row, before) ? (contact?.['AccountId'] ?? null) : null),
    ContactPhone: contact?.['Phone'] ?? null,
    ContactMobile: contact?.['MobilePhone'] ?? null,
    ContactEmail: contact?.['Email'] ?? null,
    ContactFax: contact?.['Fax'] ?? null,
  };
};

/** The account that an activity counts for: that of what it is about, else that of the person. */
function activityAccount(row: Row, store: Store): Value {
  const whatId = String(row['WhatId'] ?? '');
  if (store.get('Account', whatId)) return whatId;
  const related = store.get('Opportunity', whatId) ?? store.get('Case', whatId) ?? store.get('Contact', String(row['WhoId'] ?? ''));
  return related?.['AccountId'] ?? null;
}

const task: Derive = (row, { store, now, before }) => {
  const closed = row['Status'] === 'Completed';
  return {
    AccountId: activityAccount(row, store),
    IsClosed: closed,
    IsHighPriority: row['Priority'] === 'High',
    CompletedDateTime: closed ? (before?.['CompletedDateTime'] ?? row['CompletedDateTime'] ?? toDateTime(now)) : null,
  };
};

const event: Derive = (row, { store }) => {
  const start = parseDateTime(String(row['StartDateTime'] ?? row['ActivityDateTime'] ?? row['ActivityDate']));
  const minutes = Number(row['DurationInMinutes'] ?? 0);
  const end = row['EndDateTime'] ? parseDateTime(String(row['EndDateTime'])) : start + minutes * 60_000;
  if (Number.isNaN(start) || Number.isNaN(end)) return { AccountId: activityAccount(row, store) };
  return {
    AccountId: activityAccount(row, store),
    StartDateTime: toDateTime(start),
    ActivityDateTime: toDateTime(start),
    ActivityDate: toDay(start),
    EndDateTime: toDateTime(end),
    EndDate: toDay(end),
    DurationInMinutes: Math.round((end - start) / 60_000),
  };
};

const knowledge: Derive = (row, { store }) => {
  const number = row['ArticleNumber'] ?? padded(store.nextNumber('Knowledge__kav') + 1000, 9);
  return {
    ArticleNumber: number,
    KnowledgeArticleId: row['KnowledgeArticleId'] ?? store.nextId('KnowledgeArticle', 'kA0'),
    Language: row['Language'] ?? 'en_US',
    VersionNumber: row['VersionNumber'] ?? 1,
    IsLatestVersion: true,
    PublishStatus: row['PublishStatus'] ?? 'Draft',
  };
};

const photo: Derive = (row) => ({ PhotoUrl: row['PhotoUrl'] ?? `/services/images/photo/${String(row['Id'])}` });

/** Fields that follow from others, by object. */
const derivations: Readonly<Record<string, readonly Derive[]>> = {
  Account: [photo],
  Contact: [fullName, photo],
  Lead: [fullName, photo],
  User: [fullName],
  Opportunity: [opportunity],
  Case: [supportCase],
  Task: [task],
  Event: [event],
  Knowledge__kav: [knowledge],
  CampaignMember: [(row) => ({ HasResponded: row['Status'] === 'Responded' })],
};

/** The record with everything that follows from it. */
export function withDerived(object: string, row: Row, saving: Saving): Row {
  let full = row;
  for (const derive of derivations[object] ?? []) full = { ...full, ...derive(full, saving) };
  return full;
}
