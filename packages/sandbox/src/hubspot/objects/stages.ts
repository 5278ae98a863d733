import { invalidValues } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { PipelineStage } from '../model/pipelines.ts';
import type { Portal } from '../portal.ts';

type Values = Readonly<Record<string, string>>;

/**
 * What a write means for a record in a pipeline: the pipeline when none is named (the first one), and what follows from
 * the stage. Refuses a stage of another pipeline. `before`: the record as it was.
 */
export function stageEffects(portal: Portal, type: ObjectType, before: Values, written: Values): Values {
  const fields = type.pipeline;
  if (!fields || type.id === '0-1' || !(fields.stage in written || fields.pipeline in written)) return {};
  const pipelines = portal.pipelines.get(type.id) ?? [];
  const pipelineId = written[fields.pipeline] ?? before[fields.pipeline] ?? pipelines[0]?.id ?? '';
  const pipeline = pipelines.find(({ id }) => id === pipelineId);
  if (!pipeline)
    throw notOneOf(
      pipelineId,
      fields.pipeline,
      pipelines.map(({ id }) => id),
    );
  const stageId = written[fields.stage] ?? before[fields.stage];
  const stage = pipeline.stages.find(({ id }) => id === stageId);
  if (stageId !== undefined && !stage)
    throw notOneOf(
      stageId,
      fields.stage,
      pipeline.stages.map(({ id }) => id),
    );
  return { [fields.pipeline]: pipelineId, ...(stage ? consequences(portal, type, before, stage) : {}) };
}

/** What HubSpot works out from a stage. */
export function stageValues({ metadata }: Pick<PipelineStage, 'metadata'>): Values {
  const { isClosed = 'false', probability = '0.0' } = metadata;
  return {
    hs_deal_stage_probability: probability,
    hs_is_closed: isClosed,
    hs_is_closed_won: String(isClosed === 'true' && probability === '1.0'),
  };
}

function consequences(portal: Portal, type: ObjectType, before: Values, stage: PipelineStage): Values {
  if (type.id === '0-3') return stageValues(stage);
  if (type.id !== '0-5' || stage.metadata['isClosed'] !== 'true' || before['closed_date']) return {};
  return { closed_date: new Date(portal.clock.now()).toISOString() };
}

function notOneOf(value: string, name: string, allowed: readonly string[]): Error {
  return invalidValues([
    { name, error: 'INVALID_OPTION', message: `${value} was not one of the allowed options: [${allowed.join(', ')}]` },
  ]);
}
