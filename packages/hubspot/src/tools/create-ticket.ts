import { ConnectorError, recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview, type Draft } from '../writes/draft.ts';
import { createRequests, linkedCreateRequests } from '../writes/requests.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { requirePipeline, requireStage } from '../metadata/find-stage.ts';
import { coldRequests } from '../metadata/metadata.ts';

const links = { contact_id: 'contacts', company_id: 'companies', deal_id: 'deals' } as const;

const input = z.strictObject({
  subject: z.string().min(1).describe('Title'),
  content: z.string().optional().describe('What is wrong'),
  priority: z.string().optional().describe('LOW, MEDIUM, HIGH'),
  pipeline: z.string().optional().describe('Name; default the first'),
  stage: z.string().optional().describe('Name; default the first'),
  owner_id: z.string().optional().describe('Owner id'),
  contact_id: z.string().optional().describe('Contact id'),
  company_id: z.string().optional().describe('Company id'),
  deal_id: z.string().optional().describe('Deal id'),
});
type Input = z.output<typeof input>;

export function createTicket(kit: Kit): Tool {
  const count = Object.keys(links).length;
  return tool({
    name: 'create_ticket',
    title: 'Create a ticket',
    description: 'Opens a support ticket.',
    effect: 'create',
    requests: coldRequests.objects(1 + count) + coldRequests.pipelines + createRequests + linkedCreateRequests(count),
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return draftAccess(workspace, await toDraft(workspace, given));
    },
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      return draftPreview(workspace, await toDraft(workspace, given));
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      return create(workspace, await toDraft(workspace, given));
    },
  });
}

async function toDraft(workspace: Workspace, given: Input): Promise<Draft> {
  const { pipeline, stage } = await placeOf(workspace, given);
  const values = {
    subject: given.subject,
    hs_pipeline: pipeline,
    hs_pipeline_stage: stage,
    ...named('content', given.content),
    ...named('hs_ticket_priority', given.priority),
    ...named('hubspot_owner_id', given.owner_id),
  };
  const records = Object.entries(links).flatMap(([member, object]) => {
    const id = given[member as keyof typeof links];
    return id === undefined ? [] : [{ object, id }];
  });
  return { object: 'tickets', values, records };
}

async function placeOf(workspace: Workspace, given: Input): Promise<{ readonly pipeline: string; readonly stage: string }> {
  const pipelines = await workspace.metadata.pipelines(workspace.portal, 'tickets');
  const named = given.pipeline === undefined ? undefined : await requirePipeline(workspace, 'tickets', given.pipeline);
  if (given.stage !== undefined) {
    const found = await requireStage(workspace, 'tickets', given.stage, named);
    return { pipeline: found.pipeline.id, stage: found.stage.id };
  }
  const pipeline = named ?? pipelines[0];
  const stage = pipeline?.stages.find(({ closed }) => !closed) ?? pipeline?.stages[0];
  if (pipeline === undefined || stage === undefined) throw new ConnectorError('conflict', 'This portal has no pipeline for tickets.');
  return { pipeline: pipeline.id, stage: stage.id };
}

function named(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}
