import type { ObjectIndex } from './describe-index.ts';
import type { FieldMeta, Row } from './types.ts';

/** Members of an address as they go over the wire, by the end of the component's name. Source: REST guide, "Compound Fields". */
const ADDRESS_MEMBERS: readonly (readonly [member: string, suffix: string])[] = [
  ['city', 'City'],
  ['country', 'Country'],
  ['countryCode', 'CountryCode'],
  ['geocodeAccuracy', 'GeocodeAccuracy'],
  ['latitude', 'Latitude'],
  ['longitude', 'Longitude'],
  ['postalCode', 'PostalCode'],
  ['state', 'State'],
  ['stateCode', 'StateCode'],
  ['street', 'Street'],
];
/** Members that an address has even where the object has no such component. */
const OPTIONAL = new Set(['countryCode', 'stateCode']);

const LOCATION_MEMBERS = [
  ['latitude', /latitude__s$|Latitude$/i],
  ['longitude', /longitude__s$|Longitude$/i],
] as const;

/** Reads a compound field from its components; null when all of them are empty.
 *  Undefined for fields that are stored as they are. */
export function compoundReader(field: FieldMeta, owner: ObjectIndex): ((row: Row) => unknown) | undefined {
  if (field.type === 'address') return fromMembers(addressMembers(field, owner));
  if (field.type === 'location') return fromMembers(locationMembers(field, owner));
  return undefined;
}

type Members = readonly (readonly [member: string, field: string | undefined])[];

function addressMembers(field: FieldMeta, owner: ObjectIndex): Members {
  const parts = owner.components(field.name);
  return ADDRESS_MEMBERS.flatMap(([member, suffix]) => {
    const part = parts.find((candidate) => candidate.name.replace(/__[a-z]+$/i, '').endsWith(suffix));
    return part || !OPTIONAL.has(member) ? [[member, part?.name] as const] : [];
  });
}

function locationMembers(field: FieldMeta, owner: ObjectIndex): Members {
  const parts = owner.components(field.name);
  return LOCATION_MEMBERS.map(([member, ending]) => [member, parts.find((part) => ending.test(part.name))?.name] as const);
}

function fromMembers(members: Members): (row: Row) => unknown {
  return (row) => {
    const value: Record<string, unknown> = {};
    let filled = false;
    for (const [member, field] of members) {
      const part = (field === undefined ? undefined : row[field]) ?? null;
      if (part !== null) filled = true;
      value[member] = part;
    }
    return filled ? value : null;
  };
}
