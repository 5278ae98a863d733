import { associate } from '../associations/associate.ts';
import type { Call } from '../endpoint.ts';
import { conflict, invalid } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import { systemValues } from '../place.ts';
import type { CrmRecord, PropertyVersion } from '../store/records.ts';
import type { WriteInput } from './input.ts';
import { checkRequired, checkRules } from './rules.ts';
import { stageEffects } from './stages.ts';

type Values = Readonly<Record<string, string>>;

/** Adds a record, with all that HubSpot fills in, and links it. */
export function createRecord(call: Call, type: ObjectType, { values, links }: WriteInput): CrmRecord {
  const { portal, token } = call;
  const written = present(values);
  checkRequired(type, written);
  const filled = { ...bornWith(type, written), ...written, ...stageEffects(portal, type, {}, written) };
  checkRules(call, type, filled, Object.keys(written), true);
  checkUnique(call, type, written, undefined);
  const now = portal.clock.now();
  const id = portal.table(type).nextId();
  const properties = {
    ...filled,
    ...systemValues(type, id, now, now),
    ...(type.id === '0-5' ? { hs_ticket_id: id } : {}),
    ...(written['hubspot_owner_id'] ? { hubspot_owner_assigneddate: new Date(now).toISOString() } : {}),
    hs_object_source: 'INTEGRATION',
    hs_object_source_id: String(token.appId),
    hs_object_source_label: 'INTEGRATION',
  };
  portal.table(type).put({ id, number: Number(id), properties, createdAt: now, updatedAt: now });
  for (const link of links) associate(portal, { type, id }, link.to, link.types);
  return portal.table(type).get(id)!;
}

/** Changes a record. Answers it with the names of everything that was written. */
export function updateRecord(
  call: Call,
  type: ObjectType,
  before: CrmRecord,
  { values }: WriteInput,
): { readonly record: CrmRecord; readonly written: readonly string[] } {
  const { portal } = call;
  const now = portal.clock.now();
  const at = new Date(now).toISOString();
  const effects = {
    ...stageEffects(portal, type, before.properties, values),
    ...('hubspot_owner_id' in values ? { hubspot_owner_assigneddate: at } : {}),
  };
  const written = [...new Set([...Object.keys(values), ...Object.keys(effects)])];
  const after = present({ ...before.properties, ...values, ...effects, [type.modified]: at });
  checkRules(call, type, after, Object.keys(values), false);
  checkUnique(call, type, present(values), before.id);
  const record: CrmRecord = { ...before, properties: after, updatedAt: now, history: remember(before, after, written, now) };
  portal.table(type).put(record);
  return { record, written };
}

/** Text that is not empty. */
function present(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

/** What a new record has without being told (recorded for contacts and companies). */
function bornWith(type: ObjectType, values: Values): Values {
  if (type.id === '0-1') {
    const { email } = values;
    return {
      lifecyclestage: 'lead',
      hs_pipeline: 'contacts-lifecycle-pipeline',
      hs_is_unworked: 'true',
      ...(email ? { hs_email_domain: email.split('@')[1] ?? '' } : {}),
    };
  }
  if (type.id === '0-2') return { hs_pipeline: 'companies-lifecycle-pipeline', ...(values['domain'] ? { website: values['domain'] } : {}) };
  return {};
}

function checkUnique({ portal }: Call, type: ObjectType, values: Values, id: string | undefined): void {
  for (const property of portal.catalog.uniqueProperties(type)) {
    const value = values[property];
    const owner = value === undefined ? undefined : portal.table(type).owner(property, value);
    if (!owner || owner.id === id) continue;
    if (type.id === '0-1' && property === 'email')
      throw conflict(`Contact already exists. Existing ID: ${owner.id}`, { existingId: owner.id });
    const place = `PropertyValueCoordinates{portalId=4242001, objectTypeId=${type.id}, propertyName=${property}, value=${value}}`;
    throw invalid(`Cannot set ${place} on ${id ?? 'a new record'}. ${owner.id} already has that value.`, {
      errors: [{ message: `${value} is already taken`, code: 'CONFLICTING_UNIQUE_VALUE', context: { propertyName: [property] } }],
    });
  }
}

function remember(
  before: CrmRecord,
  after: Values,
  written: readonly string[],
  at: number,
): Readonly<Record<string, readonly PropertyVersion[]>> {
  const changed = written.filter((name) => before.properties[name] !== after[name]);
  const entries = changed.map((name) => {
    const old = before.properties[name];
    const earlier = before.history?.[name] ?? (old === undefined ? [] : [{ value: old, at: before.createdAt }]);
    return [name, [{ value: after[name] ?? '', at }, ...earlier]] as const;
  });
  return { ...before.history, ...Object.fromEntries(entries) };
}
