import type { Field, ObjectType, Value } from '../model.ts';
import { asSaveError, type SaveError, saveError } from '../messages.ts';
import { isObject, type JsonObject, position } from '../rest/body.ts';
import { coercions } from './coerce.ts';
import { resolveReference } from './references.ts';
import type { Writer } from './save.ts';

/** The values of a record in a request, by declared field name. */
export interface Input {
  readonly values: Readonly<Record<string, Value>>;
  readonly errors: readonly SaveError[];
}

/** Reads a record: unknown, hidden and unwriteable fields and values of the wrong type are errors. */
export function readInput(writer: Writer, object: ObjectType, body: JsonObject, mode: 'create' | 'update'): Input {
  const values: Record<string, Value> = {};
  const errors: SaveError[] = [];
  const blocked: string[] = [];
  for (const [key, raw] of Object.entries(body)) {
    if (key.toLowerCase() === 'attributes') continue;
    const field = writer.actor.permissions.field(object, key);
    const parent = field ? undefined : parentField(writer, object, key);
    const target = field ?? parent;
    if (!target) errors.push(asSaveError('noSuchColumn', key, object.name));
    else if (target.type === 'id') errors.push(mode === 'create' ? saveError('idOnInsert', [], ['Id']) : asSaveError('unexpectedId'));
    else if (!isWriteable(writer, object, target, mode)) blocked.push(target.name);
    else store(parent && isObject(raw) ? resolveReference(writer, target, raw) : read(writer, target, raw), target, values, errors);
  }
  if (blocked.length > 0) errors.push(saveError('notWriteable', [blocked.join(', ')], blocked));
  return { values, errors };
}

function store(read: Value | SaveError, field: Field, values: Record<string, Value>, errors: SaveError[]): void {
  if (typeof read === 'object' && read !== null) errors.push(read);
  else values[field.name] = read;
}

function parentField(writer: Writer, object: ObjectType, key: string): Field | undefined {
  const wanted = key.toLowerCase();
  const found = object.fields.find((field) => field.relationshipName?.toLowerCase() === wanted);
  return found && writer.actor.permissions.field(object, found.name);
}

function isWriteable(writer: Writer, object: ObjectType, field: Field, mode: 'create' | 'update'): boolean {
  return (mode === 'create' ? field.createable : field.updateable) && writer.actor.permissions.writes(object, field);
}

function read(writer: Writer, field: Field, raw: unknown): Value | SaveError {
  if (raw === null) return field.type === 'boolean' ? false : null;
  const scalar = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
  const value = scalar ? coercions[field.type](raw, field) : undefined;
  return value === undefined ? wrongType(writer.source, field, raw) : value;
}

/** The vendor's parser is Jackson, and its texts shine through. */
function wrongType(source: string, field: Field, raw: unknown): SaveError {
  const token = tokenName(raw);
  const shown = isObject(raw) ? '{' : Array.isArray(raw) ? '[' : String(raw);
  const text = `Cannot deserialize instance of ${field.type} from ${token} value ${shown} or request may be missing a required field`;
  const offset = source.indexOf(`"${field.name}"`);
  return asSaveError('jsonParser', text, position(source, Math.max(offset, 0)));
}

function tokenName(raw: unknown): string {
  if (typeof raw === 'string') return 'VALUE_STRING';
  if (typeof raw === 'boolean') return raw ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  return Array.isArray(raw) ? 'START_ARRAY' : 'START_OBJECT';
}
