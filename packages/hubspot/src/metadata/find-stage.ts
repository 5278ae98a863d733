import { ConnectorError } from '@causeway/core';
import { stagesOf, type Pipeline, type Stage } from './pipeline.ts';
import type { Workspace } from '../workspace.ts';

/** The pipeline of a name or id. Throws `invalid_input` with the names there are. */
export async function requirePipeline(workspace: Workspace, object: string, name: string): Promise<Pipeline> {
  const pipelines = await workspace.metadata.pipelines(workspace.portal, object);
  const found = pipelines.find((pipeline) => pipeline.id === name) ?? pipelines.find(({ label }) => same(label, name));
  if (found !== undefined) return found;
  throw unknown('pipeline', name, pipelines);
}

/** The stage of a name or id; with a pipeline only there. Throws `invalid_input` for none and for several. */
export async function requireStage(
  workspace: Workspace,
  object: string,
  name: string,
  pipeline?: Pipeline,
): Promise<{ readonly pipeline: Pipeline; readonly stage: Stage }> {
  const pipelines = pipeline === undefined ? await workspace.metadata.pipelines(workspace.portal, object) : [pipeline];
  const stages = stagesOf(pipelines);
  const found = stages.filter(({ stage }) => stage.id === name);
  const [first, ...others] = found.length > 0 ? found : stages.filter(({ stage }) => same(stage.label, name));
  if (first === undefined)
    throw unknown(
      'stage',
      name,
      stages.map(({ stage }) => stage),
    );
  if (others.length === 0) return first;
  throw new ConnectorError('invalid_input', `Several pipelines have a stage ${JSON.stringify(name)}.`, {
    hint: 'Name the pipeline as well.',
    fields: ['stage'],
  });
}

function same(label: string, name: string): boolean {
  return label.toLowerCase() === name.trim().toLowerCase();
}

function unknown(what: string, name: string, known: readonly { readonly label: string }[]): ConnectorError {
  return new ConnectorError('invalid_input', `There is no ${what} ${JSON.stringify(name.slice(0, 60))}.`, {
    hint: `There are: ${known
      .slice(0, 20)
      .map(({ label }) => label)
      .join(', ')}.`,
    fields: [what],
  });
}
