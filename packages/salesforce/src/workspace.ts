import { ConnectorError, rowFilters, type CallContext } from '@causeway/core';
import { analyse, type Analysis } from './soql/analyse.ts';
import type { Client } from './client/client.ts';
import type { Lookup, Source } from './soql/resolve.ts';
import type { Metadata } from './metadata/metadata.ts';
import type { NameBounds, ObjectMeta } from './metadata/object-meta.ts';
import type { Org } from './client/org.ts';
import type { Person } from './metadata/person.ts';
import type { Statement } from './soql/statement.ts';
import { unclassified, type FieldClasses } from './metadata/field-classes.ts';

/** What the tools of one connector share. */
export interface Kit {
  /** Name of the instance, which starts its addresses. */
  readonly name: string;
  readonly client: Client;
  readonly metadata: Metadata;
  readonly bounds: NameBounds;
  /** Further requests that a run may send for metadata when nothing is known yet. */
  readonly metadataRequests: number;
}

/** An org as one run of a tool works with it. */
export interface Workspace {
  readonly call: CallContext;
  readonly org: Org;
  readonly metadata: Metadata;
  readonly lookup: Lookup;
  describe(object: string): Promise<ObjectMeta>;
  person(): Promise<Person>;
  /** What the reader of the answer must know of what was missing. */
  notes(): readonly string[];
  /** Judges a statement, with the row filters of the call's policy in it. */
  analyse(statement: Statement): Promise<Analysis>;
  /** Tells the trail where a column comes from. */
  column(name: string, sources: readonly Source[]): Promise<void>;
}

/** Most objects that one run may look up, so that its requests are bounded. */
export const maxObjects = 8;
const maxClassified = 10;
/** Describes, data classes, the person, the corporate currency, and the list of objects. */
export const metadataRequests = maxObjects + maxClassified + 3;

export async function openWorkspace({ client, metadata, bounds }: Kit, call: CallContext): Promise<Workspace> {
  const org = await client.connect(call);
  const described = new Set<string>();
  const classified = new Map<string, Promise<FieldClasses>>();
  const notes = new Set<string>();

  const describe = async (object: string): Promise<ObjectMeta> => {
    described.add(object.toLowerCase());
    if (described.size > maxObjects)
      throw new ConnectorError('invalid_input', `This touches more than ${maxObjects} objects.`, { hint: 'Split it into several calls.' });
    return metadata.describe(org, object);
  };
  const classOf = async ({ object, field }: Source): Promise<string | undefined> => {
    let classes = classified.get(object);
    if (classes === undefined && classified.size >= maxClassified) return unclassified;
    classes ??= metadata.classes(org, object);
    classified.set(object, classes);
    const known = await classes;
    if (!known.readable) notes.add('The data classes of some fields could not be read.');
    return known.of(field);
  };
  const lookup: Lookup = { describe, allowsField: (object, field) => bounds.allowsField(object, field) };
  return {
    call,
    org,
    metadata,
    lookup,
    describe,
    async person() {
      const person = await metadata.person(org);
      if (person.unreadable !== undefined) notes.add('Times are in UTC: the zone of the user could not be read.');
      return person;
    },
    notes: () => [...notes],
    analyse: (statement) => analyse(lookup, statement, call.get(rowFilters)),
    async column(name, sources) {
      for (const source of sources) {
        const fieldClass = await classOf(source);
        call.trail.column(name, { ...source, ...(fieldClass === undefined ? {} : { class: fieldClass }) });
      }
    },
  };
}
