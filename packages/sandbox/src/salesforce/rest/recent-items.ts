import type { Reply } from '../../wire/exchange.ts';
import { visibleObject, visibleRow } from '../access/actor.ts';
import { json } from '../replies.ts';
import type { Call, Resource } from './call.ts';
import { renderRecord } from './render.ts';

export const recentResources: readonly Resource[] = [{ method: 'GET', path: '/recent', handle: recent }];

const shown = 200;

/** What the user last looked at or changed: id and name. */
function recent(call: Call): Reply {
  const { org, actor, exchange } = call;
  const limit = Math.min(Number(exchange.query.get('limit') ?? shown) || shown, shown);
  const records = org.recent.of(actor.id).flatMap((id) => {
    const object = visibleObject(org, actor, org.catalog.byPrefix(id)?.name ?? '');
    const row = object && visibleRow(org, actor, object, id);
    if (!object || !row) return [];
    const name = object.fields.filter((field) => field.nameField && actor.permissions.reads(object, field));
    return [renderRecord(call, object, row, [object.field('Id')!, ...name])];
  });
  return json(200, records.slice(0, limit));
}
