import type { Found, Hop } from './bind.ts';
import { NAME_OBJECT } from './describe-index.ts';
import type { Row, SoqlContext, SoqlRecord } from './types.ts';

type Read = (found: Found, root: Row) => unknown;

interface Parent {
  readonly hop: Hop;
  readonly shape: Shape;
}

/** What a record of an answer consists of, in order. */
export interface Shape {
  readonly members: ReadonlyMap<string, Read | Parent>;
  /** Adds a value; false when there is one of that name. */
  readonly add: (key: string, read: Read) => boolean;
  /** The shape of a parent record, added when it is new. */
  readonly parent: (hop: Hop) => Shape;
  /** `expr0`, `expr1`, … */
  readonly unnamed: () => string;
}

export function createShape(): Shape {
  const members = new Map<string, Read | Parent>();
  const parents = new Map<string, Shape>();
  let count = 0;
  return {
    members,
    add: (key, read) => {
      if (members.has(key)) return false;
      members.set(key, read);
      return true;
    },
    parent: (hop) => {
      const known = parents.get(hop.name);
      if (known) return known;
      const shape = createShape();
      parents.set(hop.name, shape);
      members.set(hop.name, { hop, shape });
      return shape;
    },
    unnamed: () => `expr${count++}`,
  };
}

/** Writes a record as it goes over the wire. A missing parent is null.
 *  @param root record of the SELECT, from which functions read
 *  @param type what `attributes` say: `Name` behind a polymorphic relationship */
export function write(shape: Shape, found: Found, root: Row, context: SoqlContext, type = found.object.name): SoqlRecord {
  const record: Record<string, unknown> & { attributes: SoqlRecord['attributes'] } = { attributes: attributes(found, context, type) };
  for (const [key, member] of shape.members) {
    if (typeof member === 'function') record[key] = member(found, root);
    else record[key] = writeParent(member, found, root, context);
  }
  return record;
}

function writeParent({ hop, shape }: Parent, found: Found, root: Row, context: SoqlContext): SoqlRecord | null {
  const parent = hop.parent(found);
  if (!parent) return null;
  return write(shape, parent, root, context, hop.object === NAME_OBJECT ? NAME_OBJECT.name : parent.object.name);
}

function attributes({ object, row }: Found, { apiVersion }: SoqlContext, type: string): SoqlRecord['attributes'] {
  const id = row['Id'] ?? row['DurableId'];
  return typeof id === 'string' ? { type, url: `/services/data/v${apiVersion}/sobjects/${object.name}/${id}` } : { type };
}
