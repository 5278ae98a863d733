import type { Tool } from '@causeway/core';
import { archiveRecord } from './archive-record.ts';
import { associateRecords } from './associate-records.ts';
import { createRecord } from './create-record.ts';
import { createRecords } from './create-records.ts';
import { createTicket } from './create-ticket.ts';
import { describeObject } from './describe-object.ts';
import { dissociateRecords } from './dissociate-records.ts';
import { findRecords } from './find-records.ts';
import { getAccountInfo } from './get-account-info.ts';
import { getContact } from './get-contact.ts';
import { getRecord } from './get-record.ts';
import { getRecords } from './get-records.ts';
import { getTimeline } from './get-timeline.ts';
import type { Kit } from '../workspace.ts';
import { listAssociatedRecords } from './list-associated-records.ts';
import { listDeals } from './list-deals.ts';
import { listObjectTypes } from './list-object-types.ts';
import { listOwners } from './list-owners.ts';
import { listPipelines } from './list-pipelines.ts';
import { logEngagement } from './log-engagement.ts';
import { moveDeal } from './move-deal.ts';
import { summarizePipeline } from './summarize-pipeline.ts';
import type { Toolset } from '../options.ts';
import { updateRecord } from './update-record.ts';
import { updateRecords } from './update-records.ts';
import { upsertRecord } from './upsert-record.ts';

interface CatalogueEntry {
  readonly create: (kit: Kit) => Tool;
  readonly toolsets: readonly Toolset[];
  /** Scopes that the token needs. `{object}` stands for those of the type that is named: `crm.objects.contacts.read`. */
  readonly scopes: readonly string[];
}

const entry = (create: CatalogueEntry['create'], toolsets: readonly Toolset[], scopes: readonly string[]): CatalogueEntry => ({
  create,
  toolsets,
  scopes,
});

/** Every tool, in the order of the list. */
export const catalogue: readonly CatalogueEntry[] = [
  entry(listObjectTypes, ['read'], ['crm.schemas.custom.read']),
  entry(describeObject, ['read'], ['{object}.read']),
  entry(findRecords, ['read'], ['{object}.read']),
  entry(getRecord, ['read'], ['{object}.read']),
  entry(getRecords, ['read'], ['{object}.read']),
  entry(
    getContact,
    ['read'],
    ['crm.objects.contacts.read', 'crm.objects.companies.read', 'crm.objects.deals.read', 'tickets', 'crm.objects.owners.read'],
  ),
  entry(listDeals, ['read'], ['crm.objects.deals.read', '{object}.read']),
  entry(listAssociatedRecords, ['read'], ['{object}.read', '{to_object}.read']),
  entry(getTimeline, ['read', 'support'], ['{object}.read', 'crm.objects.contacts.read', 'sales-email-read', 'crm.objects.owners.read']),
  entry(listPipelines, ['read', 'support'], ['{object}.read']),
  entry(listOwners, ['read', 'support'], ['crm.objects.owners.read']),
  entry(summarizePipeline, ['read'], ['crm.objects.deals.read', 'crm.objects.owners.read']),
  entry(getAccountInfo, ['read'], []),
  entry(createRecord, ['write'], ['{object}.write']),
  entry(updateRecord, ['write'], ['{object}.write']),
  entry(upsertRecord, ['write'], ['{object}.write']),
  entry(archiveRecord, ['write'], ['{object}.write']),
  entry(createRecords, ['write'], ['{object}.write']),
  entry(updateRecords, ['write'], ['{object}.write']),
  entry(associateRecords, ['write'], ['{object}.write', '{to_object}.write']),
  entry(dissociateRecords, ['write'], ['{object}.write', '{to_object}.write']),
  entry(logEngagement, ['write'], ['crm.objects.contacts.write', '{object}.read']),
  entry(createTicket, ['write', 'support'], ['tickets']),
  entry(moveDeal, ['write'], ['crm.objects.deals.write']),
];

/** The tools of some toolsets. What is off is not there at all. */
export function toolsOf(kit: Kit, toolsets: readonly Toolset[]): readonly Tool[] {
  return catalogue.filter((one) => one.toolsets.some((set) => toolsets.includes(set))).map(({ create }) => create(kit));
}
