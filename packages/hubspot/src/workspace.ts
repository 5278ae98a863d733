import { ConnectorError, rowFilters, type Boundaries, type CallContext, type RowFilter } from '@causeway/core';
import type { Account } from './metadata/account.ts';
import type { Client } from './client/client.ts';
import { ifAllowed } from './metadata/allowed.ts';
import type { Metadata, ObjectMeta } from './metadata/metadata.ts';
import type { ObjectType } from './metadata/object-type.ts';
import type { Owner } from './metadata/owner.ts';
import type { Pipeline } from './metadata/pipeline.ts';
import type { Portal } from './client/portal.ts';
import type { Property } from './metadata/property.ts';

/** What the tools of one connector share. */
export interface Kit {
  /** Name of the instance, which starts its addresses. */
  readonly name: string;
  readonly client: Client;
  readonly metadata: Metadata;
  readonly bounds: Boundaries;
}

/** A portal as one run of a tool works with it. */
export interface Workspace {
  readonly call: CallContext;
  readonly portal: Portal;
  readonly metadata: Metadata;
  type(object: string): Promise<ObjectType>;
  describe(object: string): Promise<ObjectMeta>;
  /** Undefined where the token may not see them. */
  pipelines(object: string): Promise<readonly Pipeline[] | undefined>;
  /** Empty where the token may not see them. */
  owners(): Promise<ReadonlyMap<string, Owner>>;
  /** The portal itself; undefined where the token may not see it. */
  account(): Promise<Account | undefined>;
  /** Time zone of the portal; UTC, with a note, where it cannot be read. */
  zone(): Promise<string>;
  /** What the reader of the answer must know. */
  note(text: string): void;
  notes(): readonly string[];
  /** The row filters that the policy of this call has for an object. */
  filtersOf(object: string): readonly RowFilter[];
  /** Tells the trail where columns of the properties' names come from. */
  columns(object: ObjectMeta, names: readonly string[]): void;
  /** Tells the trail where a column of another name comes from. */
  column(name: string, object: ObjectMeta, property: string): void;
}

export async function openWorkspace({ client, metadata }: Kit, call: CallContext): Promise<Workspace> {
  const portal = await client.connect(call);
  const notes = new Set<string>();
  let known: Promise<Account | undefined> | undefined;
  // Asked once in a run: after a write it must not fail any more.
  const account = () => (known ??= ifAllowed(metadata.account(portal)));
  const column = (name: string, object: ObjectMeta, property: string): void => {
    const fieldClass = object.all.get(property)?.class;
    call.trail.column(name, { object: object.name, field: property, ...(fieldClass === undefined ? {} : { class: fieldClass }) });
  };
  return {
    call,
    portal,
    metadata,
    type: (object) => metadata.type(portal, object),
    describe: (object) => metadata.describe(portal, object),
    pipelines: (object) => ifAllowed(metadata.pipelines(portal, object)),
    owners: async () => (await ifAllowed(metadata.owners(portal))) ?? new Map<string, Owner>(),
    account,
    async zone() {
      const found = await account();
      if (found === undefined) notes.add('Times are in UTC: the zone of the portal could not be read.');
      return found?.timeZone ?? 'UTC';
    },
    note: (text) => {
      notes.add(text);
    },
    notes: () => [...notes],
    filtersOf: (object) => call.get(rowFilters).filter((filter) => filter.object.toLowerCase() === object.toLowerCase()),
    columns: (object, names) => {
      for (const name of names) column(name, object, name);
    },
    column,
  };
}

/** The property of a name. Throws `invalid_input` for one that is not there or out of bounds. */
export function requireProperty(object: ObjectMeta, name: string): Property {
  const property = object.properties.get(name);
  if (property !== undefined) return property;
  throw new ConnectorError('invalid_input', `${object.name} have no property ${JSON.stringify(name.slice(0, 60))} here.`, {
    hint: `Use describe_object on ${object.name} to see the names.`,
    fields: [name.slice(0, 60)],
  });
}

/** The properties to show: those that were asked for, or what a person would want to see first; the id before all. */
export function shownProperties(object: ObjectMeta, asked: readonly string[] | undefined): readonly string[] {
  const names = asked?.map((name) => requireProperty(object, name).name) ?? object.columns.filter((name) => object.properties.has(name));
  return [...new Set([idProperty, ...names])];
}

/** The property that holds the id of a record, of every type. */
export const idProperty = 'hs_object_id';

/** An id as HubSpot writes it. Throws `invalid_input` for any other text. */
export function requireId(id: string, member = 'id'): string {
  if (/^\d{1,20}$/.test(id)) return id;
  throw new ConnectorError('invalid_input', 'A record id is a number.', { hint: 'Use find_records to find the record.', fields: [member] });
}
