import { htmlToText } from '@causeway/core';
import type { Condition } from './condition.ts';
import { idProperty, type Workspace } from '../workspace.ts';
import { instantOf, type HubSpotRecord } from './record.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { readLinks } from './links.ts';
import { readRecords, maxBatch } from './read.ts';
import { search } from './search.ts';

/** Kinds of activities, with the properties that hold what they are about. */
export const kinds = {
  notes: { title: undefined, body: 'hs_note_body' },
  tasks: { title: 'hs_task_subject', body: 'hs_task_body' },
  calls: { title: 'hs_call_title', body: 'hs_call_body' },
  emails: { title: 'hs_email_subject', body: 'hs_email_text' },
  meetings: { title: 'hs_meeting_title', body: 'hs_meeting_body' },
} as const;
export type Kind = keyof typeof kinds;

/** An activity, as one shows it. */
export interface Activity {
  readonly kind: Kind;
  readonly id: string;
  /** Milliseconds since 1970; 0 when it has no time. */
  readonly at: number;
  readonly title: string | null;
  readonly body: string | null;
  readonly ownerId: string | null;
}

/** The last activity that was shown. */
export interface Position {
  readonly at: number;
  readonly id: string;
}

export interface Activities {
  /** How many there are in all; undefined when HubSpot did not tell. */
  readonly total: number | undefined;
  readonly activities: readonly Activity[];
  /** Whether there are older ones that were not read. */
  readonly more: boolean;
}

/** Most requests for one kind. */
export const kindRequests = 2;

export function activityProperties(object: ObjectMeta, kind: Kind): readonly string[] {
  const { title, body } = kinds[kind];
  return [idProperty, 'hs_timestamp', title, body, 'hubspot_owner_id'].filter(
    (name) => name !== undefined && (name === idProperty || object.properties.has(name)),
  ) as readonly string[];
}

/** The newest activities of one kind after a position: all of them where they are few, else as a search sorts them. */
export async function readActivities(
  workspace: Workspace,
  kind: Kind,
  of: ObjectMeta,
  id: string,
  position: Position | undefined,
): Promise<Activities> {
  const object = await workspace.describe(kind);
  const names = activityProperties(object, kind);
  const { links, after } = await readLinks(workspace, of, id, object);
  if (of.custom && (links.length > maxBatch || after !== undefined))
    return readLast(
      workspace,
      kind,
      object,
      links.map((link) => link.id),
    );
  const few = links.length <= maxBatch && after === undefined;
  if (few && links.length === 0) return { total: 0, activities: [], more: false };
  if (few) {
    const records = await readRecords(workspace, object, { ids: links.map((link) => link.id) }, names);
    const restricted = workspace.filtersOf(kind).length > 0;
    return { total: restricted ? undefined : links.length, activities: records.map((record) => toActivity(kind, record)), more: false };
  }
  const conditions: readonly Condition[] = [
    { propertyName: `associations.${of.aliases[0] ?? of.name}`, operator: 'EQ', value: id },
    ...(position === undefined ? [] : [{ propertyName: 'hs_timestamp', operator: 'LTE', value: String(position.at) }]),
  ];
  const found = await search(workspace, object, { conditions, sort: '-hs_timestamp', properties: names, limit: maxBatch });
  const total =
    after === undefined && workspace.filtersOf(kind).length === 0 ? links.length : position === undefined ? found.total : undefined;
  return { total, activities: found.records.map((record) => toActivity(kind, record)), more: found.more };
}

/** HubSpot does not search by associations with custom types (CRM search guide): of many, the ones that were made last. */
async function readLast(workspace: Workspace, kind: Kind, object: ObjectMeta, ids: readonly string[]): Promise<Activities> {
  const last = ids.toSorted((a, b) => Number(b) - Number(a)).slice(0, maxBatch);
  workspace.note(`Of the ${kind}, only ${maxBatch} are shown; use list_associated_records for all.`);
  const records = await readRecords(workspace, object, { ids: last }, activityProperties(object, kind));
  return { total: undefined, activities: records.map((record) => toActivity(kind, record)), more: false };
}

function toActivity(kind: Kind, { id, properties }: HubSpotRecord): Activity {
  const { title, body } = kinds[kind];
  const text = (name: string | undefined) => (name === undefined ? null : (properties[name] ?? null));
  const rich = text(body);
  return {
    kind,
    id,
    at: instantOf(properties['hs_timestamp']) ?? 0,
    title: text(title),
    body: rich === null ? null : htmlToText(rich),
    ownerId: properties['hubspot_owner_id'] ?? null,
  };
}

/** Newest first; at the same time by kind and id, so that the order stays. */
function newestFirst(a: Activity, b: Activity): number {
  return b.at - a.at || (keyOf(a) < keyOf(b) ? -1 : 1);
}

/**
 * Activities of all kinds, newest first, as far back as every kind was read: what is older than the last one of a kind that has more
 * would overtake it.
 */
export function merge(read: readonly Activities[]): { readonly activities: readonly Activity[]; readonly complete: boolean } {
  const all = read.flatMap(({ activities }) => activities).toSorted(newestFirst);
  const unread = read.filter(({ more }) => more);
  const horizon = Math.max(...unread.map(({ activities }) => activities.at(-1)?.at ?? 0), 0);
  const sure = unread.length === 0 ? all : all.filter(({ at }) => at > horizon);
  return { activities: sure.length > 0 ? sure : all, complete: unread.length === 0 };
}

/** Whether an activity comes after a position. */
export function isAfter(activity: Activity, { at, id }: Position): boolean {
  return activity.at < at || (activity.at === at && keyOf(activity) > id);
}

export function positionOf(activity: Activity): Position {
  return { at: activity.at, id: keyOf(activity) };
}

function keyOf({ kind, id }: Activity): string {
  return `${kind}:${id}`;
}
