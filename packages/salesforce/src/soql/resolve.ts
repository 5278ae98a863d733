import { ConnectorError } from '@causeway/core';
import type { FieldMeta, ObjectMeta } from '../metadata/object-meta.ts';
import { nameFields } from './name-fields.ts';

/** A field of an object that a value comes from. */
export interface Source {
  readonly object: string;
  readonly field: string;
}

/** A step over a relationship to a parent. */
export interface Step {
  /** The path so far: `Account.Owner`. */
  readonly path: string;
  /** The reference that is followed, as a path: `Account.OwnerId`. */
  readonly reference: string;
  /** What it may lead to; several where it is polymorphic. */
  readonly objects: readonly string[];
}

/** A path with its names in declared case, and what it means. */
export interface Resolved {
  readonly path: string;
  readonly meta: FieldMeta;
  readonly sources: readonly Source[];
  readonly steps: readonly Step[];
}

/** Where objects are looked up. */
export interface Lookup {
  /** Throws a ConnectorError for what may not be seen. */
  describe(object: string): Promise<ObjectMeta>;
  /** Whether a field is within bounds. */
  allowsField(object: string, field: string): boolean;
}

/** Most relationships in a path, as in Salesforce. */
const maxSteps = 5;

/** Follows a path from an object. Throws `invalid_input` for a name that is not there for this user. */
export async function resolvePath(lookup: Lookup, from: ObjectMeta, path: string): Promise<Resolved> {
  const names = path.split('.');
  const last = names.pop() ?? '';
  if (names.length > maxSteps) throw new ConnectorError('invalid_input', `"${path}" follows more than ${maxSteps} relationships.`);
  const steps: Step[] = [];
  let at = from;
  for (const [index, name] of names.entries()) {
    const reference = at.parent(name);
    const relationship = reference?.relationshipName;
    if (reference === undefined || relationship === null || relationship === undefined) throw unknownRelationship(at, name);
    const before = steps.at(-1)?.path;
    const step: Step = {
      path: before === undefined ? relationship : `${before}.${relationship}`,
      reference: before === undefined ? reference.name : `${before}.${reference.name}`,
      objects: reference.referenceTo,
    };
    steps.push(step);
    const [target, ...others] = reference.referenceTo;
    if (others.length > 0 || target === undefined) {
      if (index < names.length - 1) throw new ConnectorError('invalid_input', `${step.path} can be several objects: no path leads on.`);
      return resolveAny(lookup, at, reference, last, steps);
    }
    at = await lookup.describe(target);
  }
  return resolveOwn(at, last, steps);
}

function resolveOwn(object: ObjectMeta, name: string, steps: readonly Step[]): Resolved {
  const meta = object.field(name);
  if (meta === undefined) throw unknownField(object, name);
  const prefix = steps.at(-1)?.path;
  return {
    path: prefix === undefined ? meta.name : `${prefix}.${meta.name}`,
    meta,
    sources: [meta.name, ...partsOf(object, meta)].map((field) => ({ object: object.name, field })),
    steps,
  };
}

/** What a compound address or location shows is what its parts show. */
function partsOf(object: ObjectMeta, { name, type }: FieldMeta): readonly string[] {
  if (type !== 'address' && type !== 'location') return [];
  return object.fields.filter(({ compoundFieldName }) => compoundFieldName === name).map((field) => field.name);
}

/** A field behind a reference to several objects: those that all of them share under the name `Name`. */
function resolveAny(lookup: Lookup, object: ObjectMeta, reference: FieldMeta, name: string, steps: readonly Step[]): Resolved {
  const meta = nameFields.get(name.toLowerCase());
  const prefix = steps.at(-1)?.path ?? '';
  if (meta === undefined)
    throw new ConnectorError(
      'invalid_input',
      `${prefix} can be several objects: only ${[...nameFields.values()].map((one) => one.name).join(', ')} may follow.`,
    );
  const sources =
    meta.name === 'Type'
      ? [{ object: object.name, field: reference.name }]
      : reference.referenceTo.map((target) => ({ object: target, field: meta.name }));
  const outside = sources.find((source) => !lookup.allowsField(source.object, source.field));
  if (outside !== undefined)
    throw new ConnectorError(
      'permission_denied',
      `${prefix}.${meta.name} may show ${outside.object}.${outside.field}, which is out of bounds for this connector.`,
    );
  return { path: `${prefix}.${meta.name}`, meta, sources, steps };
}

function unknownField(object: ObjectMeta, name: string): ConnectorError {
  return new ConnectorError('invalid_input', `${object.name} has no field ${name} that this user may read.`, {
    hint:
      `Use describe_object to see the fields of ${object.name}. ` +
      `If it exists, the user needs the field permission "Read Access" on ${object.name}.${name}.`,
    fields: [name],
  });
}

function unknownRelationship(object: ObjectMeta, name: string): ConnectorError {
  return new ConnectorError('invalid_input', `${object.name} has no relationship ${name} to a parent that this user may see.`, {
    hint: `Use describe_object on ${object.name}: references show where they lead.`,
    fields: [name],
  });
}
