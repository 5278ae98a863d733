import type { ObjectType } from '../model/object-type.ts';
import type { Portal } from '../portal.ts';
import type { End } from './associate.ts';

/** Properties that HubSpot works out from a record's links: how many there are, or which one has the given type. */
const rollups: readonly { readonly of: string; readonly to: string; readonly property: string; readonly typeId?: number }[] = [
  { of: '0-1', to: '0-3', property: 'num_associated_deals' },
  { of: '0-1', to: '0-2', property: 'associatedcompanyid', typeId: 1 },
  { of: '0-2', to: '0-1', property: 'num_associated_contacts' },
  { of: '0-2', to: '0-3', property: 'num_associated_deals' },
  { of: '0-2', to: '0-2', property: 'hs_parent_company_id', typeId: 14 },
  { of: '0-3', to: '0-1', property: 'num_associated_contacts' },
];

/** Works everything out, after many links were made at once. */
export function refreshAll(portal: Portal): void {
  for (const { of, to } of rollups) {
    const [type, toType] = [portal.catalog.type(of), portal.catalog.type(to)];
    for (const { id } of portal.table(type).live()) refreshRollups(portal, { type, id }, toType);
  }
}

/** Works out again what a change of links changed. It is no edit: `updatedAt` stays. */
export function refreshRollups(portal: Portal, end: End, toType: ObjectType): void {
  for (const { of, to, property, typeId } of rollups) {
    if (of !== end.type.id || to !== toType.id) continue;
    const links = portal.links.of(of, end.id, to);
    const value = typeId === undefined ? String(links.length) : links.find(({ types }) => types.includes(typeId))?.to;
    const table = portal.table(end.type);
    const record = table.get(end.id);
    if (!record || record.properties[property] === value) continue;
    const { [property]: _, ...others } = record.properties;
    table.put({ ...record, properties: value === undefined ? others : { ...others, [property]: value } }, { hidden: true });
  }
}
