import { directTypes, type LinkInput } from '../associations/spec.ts';
import type { Call } from '../endpoint.ts';
import { invalidValues, type InvalidValue } from '../errors.ts';
import { asObject, asText } from '../json-body.ts';
import type { ObjectType } from '../model/object-type.ts';
import { checkValue, readOnly, unknownProperty } from './values.ts';

/** A write whose values are valid one by one. An empty text clears. */
export interface WriteInput {
  readonly values: Readonly<Record<string, string>>;
  readonly links: readonly LinkInput[];
  /** The caller's mark, by which a partial failure is told. */
  readonly traceId: string | undefined;
}

export function readInput(call: Call, type: ObjectType, source: unknown): WriteInput {
  const object = asObject(source);
  const properties = object['properties'] === undefined || object['properties'] === null ? {} : asObject(object['properties']);
  const given = Object.entries(properties).map(([name, value]) => [name, value === null ? '' : asText(value)] as const);
  return {
    values: checkValues(call, type, given),
    links: directTypes(call, type, object['associations']),
    traceId: object['objectWriteTraceId'] === undefined ? undefined : asText(object['objectWriteTraceId']),
  };
}

function checkValues(call: Call, type: ObjectType, given: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const known = call.portal.catalog.properties(type);
  const faults: InvalidValue[] = [];
  const values: Record<string, string> = {};
  for (const [name, value] of given) {
    const property = known.get(name);
    if (!property || property.archived === true || !call.may('write', type, property)) faults.push(unknownProperty(name));
    else if (property.modificationMetadata.readOnlyValue) faults.push(readOnly(name));
    else {
      const checked = value === '' ? { value } : checkValue(call.portal, type, property, value);
      if ('value' in checked) values[name] = checked.value;
      else faults.push({ name, ...checked });
    }
  }
  if (faults.length > 0) throw invalidValues(faults);
  return values;
}
