import type { Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import { associate, type End } from '../associations/associate.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid, notFound } from '../errors.ts';
import { asText } from '../json-body.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { Portal } from '../portal.ts';
import type { CrmRecord } from '../store/records.ts';
import { recordAccess } from './access.ts';
import { purgeRecord } from './archive.ts';
import { lookUp } from './find.ts';
import { viewOf } from './project.ts';

/** Merge of two records, and erasure for privacy. */
export const mergeEndpoints: readonly Endpoint[] = [
  { family: 'objects', method: 'POST', path: '/:objectType/merge', access: recordAccess('write'), handle: merge },
  { family: 'objects', method: 'POST', path: '/:objectType/gdpr-delete', access: recordAccess('write'), handle: purge },
];

/** The primary record keeps its id and its values; gaps are filled from the other, which goes away. */
function merge(call: Call): Reply {
  const type = call.type();
  const body = call.body();
  const [primaryId, otherId] = [asText(body['primaryObjectId']), asText(body['objectIdToMerge'])];
  if (primaryId === otherId) throw invalid(`Cannot merge ${type.name} ${primaryId} with itself`);
  const [primary, other] = [primaryId, otherId].map((id) => lookUp(call, type, id));
  if (!primary || !other) throw notFound();
  return ok(viewAll(type, merged(call.portal, type, primary, other)));
}

function merged(portal: Portal, type: ObjectType, primary: CrmRecord, other: CrmRecord): CrmRecord {
  const now = portal.clock.now();
  const survivor: End = { type, id: primary.id };
  const moved = portal.catalog.types().flatMap((target) => portal.links.of(type.id, other.id, target.id).map((link) => ({ target, link })));
  purgeRecord(portal, { type, id: other.id });
  const ids = [primary.properties['hs_merged_object_ids'], other.id, other.properties['hs_merged_object_ids']].filter(Boolean);
  const system = { [type.modified]: new Date(now).toISOString(), hs_merged_object_ids: ids.join(';') };
  portal.table(type).put({ ...primary, properties: { ...other.properties, ...primary.properties, ...system }, updatedAt: now });
  for (const { target, link } of moved) {
    if (target.id === type.id && link.to === primary.id) continue;
    const types = portal.associationTypes
      .between(type, target)
      .filter(({ typeId, primary: first }) => link.types.includes(typeId) && !first);
    associate(portal, survivor, { type: target, id: link.to }, types);
  }
  return portal.table(type).get(primary.id)!;
}

function viewAll(type: ObjectType, record: CrmRecord): unknown {
  return viewOf(type, record, Object.keys(record.properties));
}

function purge(call: Call): Reply {
  const type = call.type();
  const body = call.body();
  const idProperty = body['idProperty'] === undefined || body['idProperty'] === null ? undefined : asText(body['idProperty']);
  const record = lookUp(call, type, asText(body['objectId']), idProperty);
  if (record) purgeRecord(call.portal, { type, id: record.id });
  return noContent;
}
