import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { openWorkspace, requireId, type Kit, type Workspace } from '../workspace.ts';
import { requirePipeline, requireStage } from '../metadata/find-stage.ts';
import { show } from '../records/table.ts';
import { stageNames } from '../metadata/stage-names.ts';
import { update, updateRequests } from '../writes/update.ts';
import { checkValues } from '../writes/values.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { guardRequests } from '../writes/guard.ts';
import { previewUpdate } from '../writes/preview.ts';

const input = z.strictObject({
  id: z.string().describe('Deal id'),
  stage: z.string().describe('Name or id'),
  pipeline: z.string().optional().describe('Name or id, if several have the stage'),
});

export function moveDeal(kit: Kit): Tool {
  return tool({
    name: 'move_deal',
    title: 'Move a deal',
    description: 'Moves a deal to a stage, named as people name it.',
    effect: 'update',
    requests: coldRequests.objects(1) + coldRequests.pipelines + guardRequests + updateRequests,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const { id, body } = await check(await openWorkspace(kit, call), given);
      return [{ object: 'deals', effect: 'update', ids: [id], fields: Object.keys(body) }];
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body } = await check(workspace, given);
      return previewUpdate(workspace, object, [{ id, values: body }]);
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { object, id, body } = await check(workspace, given);
      const stages = await stageNames(workspace, 'deals');
      const record = await update(workspace, object, id, body);
      const { dealstage, pipeline } = record.properties;
      workspace.column('stage', object, 'dealstage');
      workspace.column('pipeline', object, 'pipeline');
      const extra = { stage: stages.stage(dealstage ?? '') ?? dealstage, pipeline: stages.pipeline(pipeline ?? '') ?? pipeline };
      return show(workspace, object, record, { names: [], extra });
    },
  });
}

async function check(workspace: Workspace, given: z.output<typeof input>) {
  const id = requireId(given.id);
  const object = await workspace.describe('deals');
  const within = given.pipeline === undefined ? undefined : await requirePipeline(workspace, 'deals', given.pipeline);
  const { pipeline, stage } = await requireStage(workspace, 'deals', given.stage, within);
  return { object, id, body: await checkValues(workspace, object, { pipeline: pipeline.id, dealstage: stage.id }) };
}
