import type { Reply } from '../../wire/exchange.ts';
import { noContent, ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { conflict, invalid } from '../errors.ts';
import { asArray, asObject, asText, type JsonObject } from '../json-body.ts';
import { portalId } from '../model/portal-facts.ts';
import { stage, type Pipeline, type PipelineStage } from '../model/pipelines.ts';
import type { PipelineAudit } from '../portal.ts';
import { definitionAccess } from './properties.ts';
import { pipelineOf, pipelinesOf, stageOf } from './pipelines.ts';

/** Pipelines and stages, to change. `PUT` replaces, `PATCH` changes. */
export const pipelineWriteEndpoints: readonly Endpoint[] = [
  write('POST', '', create),
  write('PUT', '/:pipelineId', (call) => change(call, replaced(call, pipelineOf(call)))),
  write('PATCH', '/:pipelineId', (call) => change(call, { ...pipelineOf(call), ...patched(call.body()) })),
  write('DELETE', '/:pipelineId', remove),
  write('POST', '/:pipelineId/stages', createStage),
  write('PUT', '/:pipelineId/stages/:stageId', (call) => changeStage(call, newStage(call, call.body(), stageOf(call).id, 0))),
  write('PATCH', '/:pipelineId/stages/:stageId', (call) => changeStage(call, { ...stageOf(call), ...patched(call.body()) })),
  write('DELETE', '/:pipelineId/stages/:stageId', removeStage),
];

function write(method: Endpoint['method'], path: string, handle: Endpoint['handle']): Endpoint {
  return { family: 'pipelines', method, path: `/:objectType${path}`, access: definitionAccess('write'), handle };
}

/** Members that a PATCH may name. */
function patched(body: JsonObject): Partial<Pick<PipelineStage, 'label' | 'displayOrder' | 'archived' | 'metadata'>> {
  return {
    ...(body['label'] === undefined ? {} : { label: asText(body['label']) }),
    ...(body['displayOrder'] === undefined ? {} : { displayOrder: Number(body['displayOrder']) }),
    ...(body['archived'] === undefined ? {} : { archived: body['archived'] === true }),
    ...(body['metadata'] === undefined ? {} : { metadata: texts(body['metadata']) }),
  };
}

function texts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asObject(value)).map(([name, text]) => [name, asText(text)]));
}

function now(call: Call): string {
  return new Date(call.portal.clock.now()).toISOString();
}

/** Ids of an admin's pipelines and stages are numbers. */
function newId(call: Call): string {
  return String(900_000_000 + call.portal.random.int(1, 99_999_999));
}

function newStage(call: Call, input: JsonObject, id: string, order: number): PipelineStage {
  return stage(id, asText(input['label']), texts(input['metadata'] ?? {}), Number(input['displayOrder'] ?? order), now(call));
}

function replaced(call: Call, { id, createdAt }: Pick<Pipeline, 'id' | 'createdAt'>): Pipeline {
  const body = call.body();
  const stages = asArray(body['stages'], 'stages').map((input, index) => newStage(call, asObject(input), newId(call), index));
  if (stages.length === 0) throw invalid('A pipeline must have at least one stage.');
  return {
    label: asText(body['label']),
    displayOrder: Number(body['displayOrder'] ?? 0),
    id,
    stages,
    createdAt,
    updatedAt: now(call),
    archived: false,
  };
}

function create(call: Call): Reply {
  const pipeline = replaced(call, { id: newId(call), createdAt: now(call) });
  if (pipelinesOf(call).some(({ label }) => label === pipeline.label))
    throw conflict(`A pipeline with label ${pipeline.label} already exists.`);
  store(call, [...pipelinesOf(call), pipeline]);
  audit(call, pipeline.id, 'CREATE', pipeline);
  return ok(pipeline, 201);
}

function change(call: Call, pipeline: Pipeline): Reply {
  const next = { ...pipeline, updatedAt: now(call) };
  store(
    call,
    pipelinesOf(call).map((one) => (one.id === next.id ? next : one)),
  );
  audit(call, next.id, 'UPDATE', next);
  return ok(next);
}

function remove(call: Call): Reply {
  const pipeline = pipelineOf(call);
  refuseUsed(call, (values, fields) => values[fields.pipeline] === pipeline.id, `Pipeline ${pipeline.id}`);
  store(
    call,
    pipelinesOf(call).filter(({ id }) => id !== pipeline.id),
  );
  audit(call, pipeline.id, 'DELETE', pipeline);
  return noContent;
}

function createStage(call: Call): Reply {
  const { stages, ...pipeline } = pipelineOf(call);
  const added = newStage(call, call.body(), newId(call), stages.length);
  change(call, { ...pipeline, stages: [...stages, added] });
  audit(call, `${pipeline.id}/${added.id}`, 'CREATE', added);
  return ok(added, 201);
}

function changeStage(call: Call, next: PipelineStage): Reply {
  const { stages, ...pipeline } = pipelineOf(call);
  const changed = { ...next, createdAt: stageOf(call).createdAt, updatedAt: now(call) };
  change(call, { ...pipeline, stages: stages.map((one) => (one.id === next.id ? changed : one)) });
  audit(call, `${pipeline.id}/${next.id}`, 'UPDATE', changed);
  return ok(changed);
}

function removeStage(call: Call): Reply {
  const { stages, ...pipeline } = pipelineOf(call);
  const gone = stageOf(call);
  refuseUsed(call, (values, fields) => values[fields.stage] === gone.id, `Stage ${gone.id}`);
  change(call, { ...pipeline, stages: stages.filter(({ id }) => id !== gone.id) });
  audit(call, `${pipeline.id}/${gone.id}`, 'DELETE', gone);
  return noContent;
}

/** What records still use cannot go. */
function refuseUsed(
  call: Call,
  uses: (values: Readonly<Record<string, string>>, fields: { readonly pipeline: string; readonly stage: string }) => boolean,
  what: string,
): void {
  const type = call.type();
  const fields = type.pipeline;
  const count = fields
    ? call.portal
        .table(type)
        .live()
        .filter(({ properties }) => uses(properties, fields)).length
    : 0;
  if (count > 0) throw invalid(`${what} cannot be deleted: it is used by ${count} ${type.plural}.`);
}

function store(call: Call, pipelines: readonly Pipeline[]): void {
  call.portal.pipelines.set(call.type().id, pipelines);
}

function audit(call: Call, what: string, action: PipelineAudit['action'], rawObject: unknown): void {
  const key = `${call.type().id}/${what}`;
  const identifier = what.split('/').at(-1) ?? what;
  const entry = { identifier, portalId, action, fromUserId: call.token.userId, rawObject, timestamp: now(call) };
  call.portal.pipelineAudits.set(key, [entry, ...(call.portal.pipelineAudits.get(key) ?? [])]);
}
