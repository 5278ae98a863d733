import type { Tool } from '@causeway/core';
import { commentOnCase } from './comment-on-case.ts';
import { createCase } from './create-case.ts';
import { createRecord } from './create-record.ts';
import { createRecords } from './create-records.ts';
import { deleteRecord } from './delete-record.ts';
import { describeObject } from './describe-object.ts';
import { findRecords } from './find-records.ts';
import { getAccount } from './get-account.ts';
import { getArticle } from './get-article.ts';
import { getCurrentUser } from './get-current-user.ts';
import { getLimits } from './get-limits.ts';
import { getRecord } from './get-record.ts';
import { getRelatedRecords } from './get-related-records.ts';
import type { Kit } from '../workspace.ts';
import { listObjects } from './list-objects.ts';
import { listOpportunities } from './list-opportunities.ts';
import { listRecentChanges } from './list-recent-changes.ts';
import { logActivity } from './log-activity.ts';
import { query } from './query.ts';
import { search } from './search.ts';
import { searchKnowledge } from './search-knowledge.ts';
import { summarizePipeline } from './summarize-pipeline.ts';
import type { Toolset } from '../options.ts';

import { updateRecord } from './update-record.ts';
import { updateRecords } from './update-records.ts';
import { upsertRecord } from './upsert-record.ts';

type ToolFactory = (kit: Kit) => Tool;

/** Every tool, in the order of the list, with the toolsets that it belongs to. */
const catalogue: readonly (readonly [ToolFactory, readonly Toolset[]])[] = [
  [listObjects, ['read']],
  [describeObject, ['read']],
  [query, ['read']],
  [findRecords, ['read']],
  [search, ['read']],
  [getRecord, ['read']],
  [getRelatedRecords, ['read']],
  [getAccount, ['read']],
  [listOpportunities, ['read']],
  [summarizePipeline, ['read']],
  [searchKnowledge, ['read', 'support']],
  [getArticle, ['read', 'support']],
  [getCurrentUser, ['read']],
  [getLimits, ['read']],
  [listRecentChanges, ['read']],
  [createRecord, ['write']],
  [updateRecord, ['write']],
  [upsertRecord, ['write']],
  [deleteRecord, ['write']],
  [createRecords, ['write']],
  [updateRecords, ['write']],
  [logActivity, ['write']],
  [createCase, ['write', 'support']],
  [commentOnCase, ['write', 'support']],
];

/** The tools of some toolsets. What is off is not there at all. */
export function toolsOf(kit: Kit, toolsets: readonly Toolset[]): readonly Tool[] {
  return catalogue.filter(([, sets]) => sets.some((set) => toolsets.includes(set))).map(([create]) => create(kit));
}
