import {
  ConnectorError,
  openCursor,
  page,
  recordSetSchema,
  toZonedIso,
  tool,
  type Access,
  type RecordSet,
  type Tool,
} from '@causeway/core';
import { z } from 'zod';
import {
  activityProperties,
  isAfter,
  kindRequests,
  kinds,
  merge,
  positionOf,
  readActivities,
  type Activities,
  type Activity,
  type Kind,
} from '../records/timeline.ts';
import { cursor, objectName, recordId } from '../schemas.ts';
import { idProperty, openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { guardRecord } from '../records/links.ts';
import { ifAllowed } from '../metadata/allowed.ts';

const allKinds = Object.keys(kinds) as [Kind, ...Kind[]];
const place = z.object({ at: z.number(), id: z.string(), total: z.number().optional() });

const input = z.strictObject({
  object: objectName,
  id: recordId,
  kinds: z.array(z.enum(allKinds)).min(1).default(allKinds).describe('Only these'),
  limit: z.int().min(1).max(100).default(20).describe('Rows'),
  cursor,
});
type Input = z.output<typeof input>;

/** Columns, and where each comes from: a property of the activity's own type. */
const columns = ['when', 'kind', 'id', 'title', 'body', 'owner'] as const;

export function getTimeline(kit: Kit): Tool {
  return tool({
    name: 'get_timeline',
    title: 'Get the timeline',
    description: 'Notes, tasks, calls, emails and meetings of a record, newest first.',
    effect: 'read',
    requests: coldRequests.objects(1 + allKinds.length) + coldRequests.owners + coldRequests.account + allKinds.length * kindRequests + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const object = await workspace.describe(given.object);
      return [
        { object: object.name, effect: 'read', ids: [requireId(given.id)], fields: [idProperty] },
        ...(await accessToKinds(workspace, given.kinds)),
      ];
    },
    run: async (given, call) => timeline(await openWorkspace(kit, call), given),
  });
}

async function accessToKinds(workspace: Workspace, wanted: readonly Kind[]): Promise<readonly Access[]> {
  const visible = await Promise.all(wanted.map(async (kind) => [kind, await ifAllowed(workspace.describe(kind))] as const));
  return visible.flatMap(([kind, meta]): readonly Access[] =>
    meta === undefined ? [] : [{ object: kind, effect: 'read', fields: activityProperties(meta, kind) }],
  );
}

async function timeline(workspace: Workspace, { limit, cursor, ...query }: Input): Promise<RecordSet> {
  const { call } = workspace;
  const object = await workspace.describe(query.object);
  const id = requireId(query.id);
  const position = cursor === undefined ? undefined : place.parse(openCursor(call, query, cursor));
  await guardRecord(workspace, object, id);
  const read = await Promise.all(query.kinds.map((kind) => readKind(workspace, kind, object, id, position)));
  const { activities, complete } = merge(read);
  const rest = position === undefined ? activities : activities.filter((activity) => isAfter(activity, position));
  const shown = rest.slice(0, limit);
  const total = position?.total ?? totalOf(read);
  const show = await toRow(workspace);
  await tellOrigins(workspace, query.kinds);
  const set = page(call, {
    object: object.name,
    columns,
    rows: shown.map(show),
    total,
    notes: workspace.notes(),
    query,
    next(kept) {
      const last = shown[kept - 1];
      if (last === undefined || (kept === rest.length && complete)) return undefined;
      return { ...positionOf(last), ...(total === undefined ? {} : { total }) };
    },
  });
  for (const { kind, id: activity } of shown.slice(0, set.rows.length)) call.trail.touched(kind, [activity]);
  return set;
}

async function toRow(workspace: Workspace): Promise<(activity: Activity) => readonly unknown[]> {
  const [zone, owners] = await Promise.all([workspace.zone(), workspace.owners()]);
  return ({ kind, id, at, title, body, ownerId }) => [
    at === 0 ? null : toZonedIso(at, zone),
    kind,
    id,
    title,
    body,
    ownerId === null ? null : (owners.get(ownerId)?.name ?? ownerId),
  ];
}

/** The activities of a kind. Without the right to see them, a note says what is missing. */
async function readKind(
  workspace: Workspace,
  kind: Kind,
  of: ObjectMeta,
  id: string,
  after: z.output<typeof place> | undefined,
): Promise<Activities> {
  try {
    return await readActivities(workspace, kind, of, id, after);
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || thrown.code !== 'permission_denied') throw thrown;
    workspace.note(`${kind} are missing. ${thrown.hint ?? thrown.message}`);
    return { total: 0, activities: [], more: false };
  }
}

function totalOf(read: readonly Activities[]): number | undefined {
  return read.reduce<number | undefined>((sum, { total }) => (sum === undefined || total === undefined ? undefined : sum + total), 0);
}

async function tellOrigins(workspace: Workspace, shown: readonly Kind[]): Promise<void> {
  for (const kind of shown) {
    const object = await ifAllowed(workspace.describe(kind));
    if (object === undefined) continue;
    const { title, body } = kinds[kind];
    const sources: Readonly<Record<(typeof columns)[number], string | undefined>> = {
      when: 'hs_timestamp',
      kind: idProperty,
      id: idProperty,
      title,
      body,
      owner: 'hubspot_owner_id',
    };
    for (const [column, property] of Object.entries(sources))
      if (property !== undefined && (property === idProperty || object.properties.has(property)))
        workspace.column(column, object, property);
  }
}
