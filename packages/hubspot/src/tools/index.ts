import type { Tool } from '@causeway/core';
import { describeObject } from './describe-object.ts';
import { findRecords } from './find-records.ts';
import { getRecord } from './get-record.ts';
import { getAccountInfo } from './get-account-info.ts';
import { getContact } from './get-contact.ts';
import { getRecords } from './get-records.ts';
import { getTimeline } from './get-timeline.ts';
import { listAssociatedRecords } from './list-associated-records.ts';
import { listDeals } from './list-deals.ts';
import { listOwners } from './list-owners.ts';
import { listPipelines } from './list-pipelines.ts';
import { summarizePipeline } from './summarize-pipeline.ts';
import type { Kit } from '../workspace.ts';
import { listObjectTypes } from './list-object-types.ts';
import type { Toolset } from '../options.ts';

type ToolFactory = (kit: Kit) => Tool;

/** Every tool, in the order of the list, with the toolsets that it belongs to. */
const catalogue: readonly (readonly [ToolFactory, readonly Toolset[]])[] = [
  [listObjectTypes, ['read']],
  [describeObject, ['read']],
  [findRecords, ['read']],
  [getRecord, ['read']],
  [getRecords, ['read']],
  [getContact, ['read']],
  [listDeals, ['read']],
  [listAssociatedRecords, ['read']],
  [getTimeline, ['read']],
  [listPipelines, ['read']],
  [listOwners, ['read']],
  [summarizePipeline, ['read']],
  [getAccountInfo, ['read']],
];

/** The tools of some toolsets. What is off is not there at all. */
export function toolsOf(kit: Kit, toolsets: readonly Toolset[]): readonly Tool[] {
  return catalogue.filter(([, sets]) => sets.some((set) => toolsets.includes(set))).map(([create]) => create(kit));
}
