import { z } from 'zod';
import { idProperty, type Workspace } from '../workspace.ts';
import { notFound, readRecords } from './read.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import { reading } from '../metadata/shaped.ts';
import { restrictionsOf } from './restriction.ts';

const shape = z.looseObject({
  results: z.array(
    z.looseObject({
      // The vendor's types say text, its answers hold numbers.
      toObjectId: z.union([z.number(), z.string()]),
      associationTypes: z.array(z.looseObject({ label: z.string().nullish() })).nullish(),
    }),
  ),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }).nullish() }).nullish(),
});

/** An associated record. */
export interface Link {
  readonly id: string;
  /** What the association is called, where it is called anything. */
  readonly labels: readonly string[];
}

export interface Links {
  readonly links: readonly Link[];
  /** HubSpot's own cursor to the rest. */
  readonly after: string | undefined;
}

/** Most associations in one answer of HubSpot. */
export const maxLinks = 500;

/** A page of a record's associations with records of a type. One request. */
export async function readLinks(
  { portal }: Workspace,
  from: ObjectMeta,
  id: string,
  to: ObjectMeta,
  { after, limit = maxLinks }: { readonly after?: string | undefined; readonly limit?: number } = {},
): Promise<Links> {
  const { results, paging } = await reading(shape, () => portal.associations.getPage(from.path, id, to.path, after, limit));
  const links = results.map(({ toObjectId, associationTypes }) => ({
    id: String(toObjectId),
    labels: (associationTypes ?? []).flatMap(({ label }) => (label == null ? [] : [label])),
  }));
  return { links, after: paging?.next?.after };
}

/** Most requests of `linkedIds`. */
export const linkRequests = 2;
const mostShown = 100;

/** Ids of associated records for one cell, within the row filters of the policy. */
export async function linkedIds(workspace: Workspace, from: ObjectMeta, id: string, to: ObjectMeta): Promise<readonly string[]> {
  const { links, after } = await readLinks(workspace, from, id, to, { limit: mostShown });
  if (after !== undefined) workspace.note(`There are more ${to.name}; use list_associated_records.`);
  const ids = links.map((link) => link.id);
  if (restrictionsOf(workspace, to).length === 0) return ids;
  return (await readRecords(workspace, to, { ids }, [idProperty])).map((record) => record.id);
}

/** Holds what hangs on a record to the row filters for that record itself. Sends a request only when there are such filters. */
export async function guardRecord(workspace: Workspace, object: ObjectMeta, id: string): Promise<void> {
  if (restrictionsOf(workspace, object).length === 0) return;
  if ((await readRecords(workspace, object, { ids: [id] }, [idProperty])).length === 0) throw notFound(object);
}
