import { ConnectorError, createTtlCache, type Boundaries } from '@causeway/core';
import { toObjectEntries, toObjectMeta, type ObjectEntry, type ObjectMeta } from './object-meta.ts';
import { readFieldClasses, type FieldClasses } from './field-classes.ts';
import { readCorporateCurrency } from './corporate-currency.ts';
import { readPerson, type Person } from './person.ts';
import { isIdentifier } from '../soql/render.ts';
import type { Org } from '../client/org.ts';

/** What is known of an org and its user, each thing fetched once in a while. Out of bounds does not exist. */
export interface Metadata {
  /** Throws `permission_denied` out of bounds, and `not_found` for an object that does not exist or may not be seen. */
  describe(org: Org, object: string): Promise<ObjectMeta>;
  /** Every object that the user may see. */
  objects(org: Org): Promise<readonly ObjectEntry[]>;
  /** The data classes of an object's fields. Never throws for want of rights: what cannot be read is `unclassified`. */
  classes(org: Org, object: string): Promise<FieldClasses>;
  /** Who the session belongs to. */
  person(org: Org): Promise<Person>;
  /** In which currency Salesforce adds amounts up; undefined in orgs that have one currency. */
  corporateCurrency(org: Org): Promise<string | undefined>;
}

export interface MetadataOptions {
  readonly boundaries: Boundaries;
  /** Milliseconds for which metadata is good. */
  readonly ttlMs: number;
}

export function createMetadata({ boundaries, ttlMs }: MetadataOptions): Metadata {
  const describes = createTtlCache<ObjectMeta>({ ttlMs, maxEntries: 5_000 });
  const lists = createTtlCache<readonly ObjectEntry[]>({ ttlMs });
  const classes = createTtlCache<FieldClasses>({ ttlMs, maxEntries: 5_000 });
  const people = createTtlCache<Person>({ ttlMs });
  const currencies = createTtlCache<string | undefined>({ ttlMs });
  return {
    async describe(org, object) {
      requireObject(boundaries, object);
      return describes.get(`${org.key}:${object.toLowerCase()}`, org.call.signal, async (signal) => {
        const answer = await describeRequest(org, object, signal);
        return toObjectMeta(answer, boundaries);
      });
    },
    objects: (org) =>
      lists.get(org.key, org.call.signal, async (signal) => {
        const answer = await org.request({ segments: ['sobjects'] }, signal);
        return toObjectEntries(answer, boundaries);
      }),
    classes: (org, object) =>
      classes.get(`${org.key}:${object.toLowerCase()}`, org.call.signal, (signal) => readFieldClasses(org, object, signal)),
    corporateCurrency: (org) => currencies.get(org.key, org.call.signal, (signal) => readCorporateCurrency(org, signal)),
    person: (org) => people.get(org.key, org.call.signal, (signal) => readPerson(org, signal)),
  };
}

/** Throws for a name that is none, or that an operator put out of bounds. Says nothing on whether the object exists. */
function requireObject(boundaries: Boundaries, object: string): void {
  if (!isIdentifier(object))
    throw new ConnectorError('invalid_input', `${JSON.stringify(object.slice(0, 60))} is not the name of an object.`, {
      hint: 'Use list_objects to see the names of objects.',
      fields: ['object'],
    });
  if (!boundaries.allowsObject(object))
    throw new ConnectorError('permission_denied', `${object} is out of bounds for this connector.`, {
      hint: 'An operator decides which objects may be used; list_objects shows them.',
    });
}

async function describeRequest(org: Org, object: string, signal: AbortSignal): Promise<unknown> {
  try {
    return await org.request({ segments: ['sobjects', object, 'describe'], about: { object, effect: 'read' } }, signal);
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || thrown.code !== 'not_found') throw thrown;
    throw new ConnectorError('not_found', `There is no object ${object} that this user may see.`, {
      cause: thrown,
      hint: `Use list_objects to see the names. If it exists, the user needs the object permission "Read" on ${object}.`,
      ...(thrown.upstream === undefined ? {} : { upstream: thrown.upstream }),
    });
  }
}
