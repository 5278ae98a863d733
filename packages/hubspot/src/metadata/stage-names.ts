import { stagesOf } from './pipeline.ts';
import type { Workspace } from '../workspace.ts';

/** What people call pipelines and stages. Undefined for what is not known. */
export interface StageNames {
  pipeline(id: string): string | undefined;
  stage(id: string): string | undefined;
  /** Whether records in a stage are done with; undefined for what is not known. */
  closed(id: string): boolean | undefined;
  /** From 0 to 1. */
  probability(id: string): number | undefined;
}

/** Names in the pipelines of an object type. Where they cannot be read, nothing is known, and a note says so. */
export async function stageNames(workspace: Workspace, object: string): Promise<StageNames> {
  const pipelines = await workspace.pipelines(object);
  if (pipelines === undefined) workspace.note('Stages are given by id: the pipelines could not be read.');
  const stages = new Map(stagesOf(pipelines ?? []).map(({ stage }) => [stage.id, stage]));
  return {
    pipeline: (id) => pipelines?.find((pipeline) => pipeline.id === id)?.label,
    stage: (id) => stages.get(id)?.label,
    closed: (id) => stages.get(id)?.closed,
    probability: (id) => stages.get(id)?.probability,
  };
}
