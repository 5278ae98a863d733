import { idProperty, type Workspace } from '../workspace.ts';
import type { Condition } from './condition.ts';
import { ConnectorError } from '@causeway/core';
import { search } from './search.ts';
import { stagesOf } from '../metadata/pipeline.ts';

/** How open records of a type are told from closed ones. */
const open: Readonly<Record<'deals' | 'tickets', (workspace: Workspace) => Promise<Condition | undefined>>> = {
  deals: () => Promise.resolve({ propertyName: 'hs_is_closed', operator: 'NEQ', value: 'true' }),
  async tickets(workspace) {
    const closed = stagesOf((await workspace.pipelines('tickets')) ?? []).filter(({ stage }) => stage.closed);
    return closed.length === 0
      ? undefined
      : { propertyName: 'hs_pipeline_stage', operator: 'NOT_IN', values: closed.map(({ stage }) => stage.id) };
  },
};

/** How many open records of a type hang on a record. Without the right, or when HubSpot cannot tell just now, a note says what is missing. */
export async function openWork(
  workspace: Workspace,
  type: 'deals' | 'tickets',
  of: string,
  id: string,
): Promise<Readonly<Record<string, number>>> {
  const column = `open_${type}`;
  try {
    const object = await workspace.describe(type);
    const conditions = [{ propertyName: `associations.${of}`, operator: 'EQ', value: id }, await open[type](workspace)];
    const { total } = await search(workspace, object, {
      conditions: conditions.filter((condition) => condition !== undefined),
      properties: [idProperty],
      limit: 1,
    });
    workspace.column(column, object, idProperty);
    return { [column]: total };
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || !(thrown.retryable || thrown.code === 'permission_denied')) throw thrown;
    workspace.note(`${column} is missing. ${thrown.hint ?? thrown.message}`);
    return {};
  }
}
