import type { Reply } from '../../wire/exchange.ts';
import { visibleRow } from '../access/actor.ts';
import { json } from '../replies.ts';
import { describeBriefly, describeFully } from '../schema/describe.ts';
import { apiPath, type Call, objectInPath, type Resource } from './call.ts';
import { renderRecord } from './render.ts';

export const describeResources: readonly Resource[] = [
  { method: 'GET', path: '/', handle: resourceList },
  { method: 'GET', path: '/sobjects', handle: listObjects },
  { method: 'GET', path: '/sobjects/:type', handle: objectInfo },
  { method: 'GET', path: '/sobjects/:type/describe', handle: describe },
];

const resourceNames = ['sobjects', 'query', 'queryAll', 'search', 'parameterizedSearch', 'composite', 'limits', 'recent'];

/** What there is at this version, by name. */
function resourceList(call: Call): Reply {
  const { org, actor } = call;
  const links = Object.fromEntries(resourceNames.map((name) => [name, apiPath(call, `/${name}`)]));
  return json(200, { ...links, identity: `${org.baseUrl()}/id/${org.id}/${actor.id}` });
}

function listObjects(call: Call): Reply {
  const { org, actor, version } = call;
  const readable = org.catalog.objects.filter((object) => actor.permissions.allows(object, 'read'));
  return json(200, {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: readable.map((object) => describeBriefly(actor, object, version)),
  });
}

function describe(call: Call): Reply {
  const object = objectInPath(call);
  return json(200, describeFully(call.org, call.actor, object, call.version));
}

const recentShown = 10;

/** The object in brief and what the user last used of it. */
function objectInfo(call: Call): Reply {
  const { org, actor } = call;
  const object = objectInPath(call);
  const fields = ['Id', object.fields.find((field) => field.nameField)?.name ?? 'Id'];
  const shown = [...new Set(fields)].flatMap((name) => actor.permissions.field(object, name) ?? []);
  const rows = org.recent
    .of(actor.id)
    .filter((id) => org.catalog.byPrefix(id) === object)
    .map((id) => visibleRow(org, actor, object, id))
    .filter((row) => row !== undefined);
  return json(200, {
    objectDescribe: describeBriefly(actor, object, call.version),
    recentItems: rows.slice(0, recentShown).map((row) => renderRecord(call, object, row, shown)),
  });
}
