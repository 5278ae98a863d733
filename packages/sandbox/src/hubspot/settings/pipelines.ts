import { ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { notFound } from '../errors.ts';
import type { Pipeline, PipelineStage } from '../model/pipelines.ts';
import { definitionAccess } from './properties.ts';

/** Pipelines and their stages, to read. */
export const pipelineReadEndpoints: readonly Endpoint[] = [
  get('', (call) => ({ results: pipelinesOf(call) })),
  get('/:pipelineId', (call) => pipelineOf(call)),
  get('/:pipelineId/stages', (call) => ({ results: pipelineOf(call).stages })),
  get('/:pipelineId/stages/:stageId', (call) => stageOf(call)),
  get('/:pipelineId/audit', (call) => ({ results: audits(call, pipelineOf(call).id) })),
  get('/:pipelineId/stages/:stageId/audit', (call) => ({ results: audits(call, `${pipelineOf(call).id}/${stageOf(call).id}`) })),
];

function get(path: string, show: (call: Call) => unknown): Endpoint {
  return {
    family: 'pipelines',
    method: 'GET',
    path: `/:objectType${path}`,
    access: definitionAccess('read'),
    handle: (call) => ok(show(call)),
  };
}

export function pipelinesOf(call: Call): readonly Pipeline[] {
  return call.portal.pipelines.get(call.type().id) ?? [];
}

export function pipelineOf(call: Call): Pipeline {
  const pipeline = pipelinesOf(call).find(({ id }) => id === call.param('pipelineId'));
  if (!pipeline) throw notFound();
  return pipeline;
}

export function stageOf(call: Call): PipelineStage {
  const stage = pipelineOf(call).stages.find(({ id }) => id === call.param('stageId'));
  if (!stage) throw notFound();
  return stage;
}

function audits(call: Call, what: string): readonly unknown[] {
  return call.portal.pipelineAudits.get(`${call.type().id}/${what}`) ?? [];
}
