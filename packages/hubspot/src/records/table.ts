import { page, record as toRecordOf, type RecordOf, type RecordSet } from '@causeway/core';
import { valueOf, type HubSpotRecord } from './record.ts';
import type { Account } from '../metadata/account.ts';
import type { ObjectMeta } from '../metadata/metadata.ts';
import type { ObjectType } from '../metadata/object-type.ts';
import type { Workspace } from '../workspace.ts';

export interface TableOptions {
  readonly records: readonly HubSpotRecord[];
  /** Names of properties, told on the trail. */
  readonly names: readonly string[];
  readonly total?: number | undefined;
  readonly query?: unknown;
  readonly next?: (kept: number) => unknown;
}

/** Records as a page of a table. */
export async function toRecordSet(workspace: Workspace, object: ObjectMeta, options: TableOptions): Promise<RecordSet> {
  const { records, names, total, query, next } = options;
  const zone = await zoneFor(workspace, object, names);
  workspace.columns(object, names);
  const set = page(workspace.call, {
    object: object.name,
    columns: names,
    rows: records.map((record) => names.map((name) => valueOf(record, object.properties.get(name), name, zone))),
    total,
    notes: workspace.notes(),
    query,
    ...(next === undefined ? {} : { next }),
  });
  touch(workspace, object, records.slice(0, set.rows.length));
  return set;
}

export interface ShowOptions {
  readonly names: readonly string[];
  /** Leaves empty values out. */
  readonly terse?: boolean;
  /** Fields that are no properties; told on the trail by whoever adds them. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** One record for the answer, its columns told on the trail. */
export async function show(workspace: Workspace, object: ObjectMeta, record: HubSpotRecord, options: ShowOptions): Promise<RecordOf> {
  const { names, terse = false, extra = {} } = options;
  const [zone, account] = await Promise.all([zoneFor(workspace, object, names), workspace.account()]);
  workspace.columns(object, names);
  touch(workspace, object, [record]);
  const cells = names.map((name): [string, unknown] => [name, valueOf(record, object.properties.get(name), name, zone)]);
  return toRecordOf({
    object: object.name,
    id: record.id,
    fields: { ...Object.fromEntries(terse ? cells.filter(([, value]) => value !== null) : cells), ...extra },
    url: urlOf(account, object, record.id),
    notes: workspace.notes(),
  });
}

/** Where a person sees a record. */
export function urlOf(account: Account | undefined, { id: type }: ObjectType, id: string): string | undefined {
  return account === undefined ? undefined : `https://${account.uiDomain}/contacts/${account.portalId}/record/${type}/${id}`;
}

export function touch(workspace: Workspace, object: ObjectType, records: readonly { readonly id: string }[]): void {
  workspace.call.trail.touched(
    object.name,
    records.map(({ id }) => id),
  );
}

/** Asks for the zone only when there is a time to show. */
export async function zoneFor(workspace: Workspace, object: ObjectMeta, names: readonly string[]): Promise<string> {
  return names.some((name) => object.properties.get(name)?.type === 'datetime') ? workspace.zone() : 'UTC';
}
