import { recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { cursor, limit } from '../schemas.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { list } from './list.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { stagesOf } from '../metadata/pipeline.ts';

const object = 'pipelines';
const columns = ['pipeline', 'pipeline_id', 'stage', 'stage_id', 'probability', 'closed'] as const;

export function listPipelines(kit: Kit): Tool {
  return tool({
    name: 'list_pipelines',
    title: 'List pipelines',
    description: 'Pipelines and their stages.',
    effect: 'read',
    requests: coldRequests.objects(0) + coldRequests.pipelines,
    input: z.strictObject({ object: z.string().default('deals').describe('deals, tickets, …'), limit, cursor }),
    output: recordSetSchema,
    async access(given, call) {
      const { name } = await (await openWorkspace(kit, call)).type(given.object);
      return [
        { object, effect: 'read', fields: columns },
        { object: name, effect: 'read', fields: [] },
      ];
    },
    async run({ object: of, limit, cursor }, call) {
      const { portal } = await openWorkspace(kit, call);
      const { name: type } = await kit.metadata.type(portal, of);
      // No record is shown, so every row filter is kept.
      call.trail.restricted(type);
      const pipelines = await kit.metadata.pipelines(portal, of);
      for (const name of columns) call.trail.column(name, { object, field: name });
      const rows = stagesOf(pipelines).map(({ pipeline, stage: { id, label, probability, closed } }) => [
        pipeline.label,
        pipeline.id,
        label,
        id,
        probability,
        closed,
      ]);
      return list(call, { object, columns, rows, query: { of }, limit, cursor });
    },
  });
}
