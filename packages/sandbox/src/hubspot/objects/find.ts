import type { Call } from '../endpoint.ts';
import { invalid, NoSuchPage, notFound, notNumeric } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { CrmRecord } from '../store/records.ts';

/** A record by id or by a unique property. */
export function lookUp(
  call: Pick<Call, 'portal'>,
  type: ObjectType,
  id: string,
  idProperty?: string,
  archived = false,
): CrmRecord | undefined {
  const table = call.portal.table(type);
  if (idProperty !== undefined && idProperty !== 'hs_object_id') {
    checkUnique(call, type, idProperty);
    return archived ? undefined : table.owner(idProperty, id);
  }
  return archived ? table.archived(id) : table.get(id);
}

/** Only properties with unique values can stand for the id. */
export function checkUnique({ portal }: Pick<Call, 'portal'>, type: ObjectType, idProperty: string): void {
  if (portal.catalog.uniqueProperties(type).includes(idProperty)) return;
  throw invalid(`Unable to perform lookup by non-unique ${type.id} property ${idProperty}`);
}

/** The record a path names. A GET that finds none is answered with HTML, others with JSON. */
export function named(call: Call, type: ObjectType, { archived = false } = {}): CrmRecord {
  const id = call.param('objectId');
  const idProperty = call.exchange.query.get('idProperty') ?? undefined;
  if (idProperty === undefined && !/^\d+$/.test(id)) throw notNumeric(id);
  const record = lookUp(call, type, id, idProperty, archived);
  if (record) return record;
  throw call.exchange.method === 'GET' ? new NoSuchPage() : notFound();
}
