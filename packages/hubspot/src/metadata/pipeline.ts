import { z } from 'zod';
import type { Portal } from '../client/portal.ts';
import { reading } from './shaped.ts';

export interface Stage {
  readonly id: string;
  readonly label: string;
  /** From 0 to 1, where HubSpot says it. */
  readonly probability?: number;
  readonly closed: boolean;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

const stageShape = z.looseObject({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
const shape = z.looseObject({
  results: z.array(z.looseObject({ id: z.string(), label: z.string(), stages: z.array(stageShape) })),
});

/** Pipelines of an object type with their stages, in the order of the portal. */
export async function readPipelines(portal: Portal, path: string): Promise<readonly Pipeline[]> {
  const { results } = await reading(shape, () => portal.pipelines.getAll(path));
  return results.map(({ id, label, stages }) => ({
    id,
    label,
    stages: stages.toSorted((a, b) => (a.displayOrder ?? 0) - (b.displayOrder ?? 0)).map(toStage),
  }));
}

function toStage({ id, label, metadata }: z.output<typeof stageShape>): Stage {
  const { probability, isClosed, ticketState } = metadata ?? {};
  const share = Number(probability ?? Number.NaN);
  // Ticket stages say OPEN or CLOSED; deal stages say "true" or "false".
  const closed = isClosed === 'true' || ticketState === 'CLOSED';
  return { id, label, closed, ...(Number.isFinite(share) ? { probability: share } : {}) };
}

/** Every stage, with the pipeline that it is in. */
export function stagesOf(pipelines: readonly Pipeline[]): readonly { readonly pipeline: Pipeline; readonly stage: Stage }[] {
  return pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => ({ pipeline, stage })));
}
