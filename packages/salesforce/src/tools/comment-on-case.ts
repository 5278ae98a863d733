import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview, type Draft } from '../writes/create.ts';
import { fullId, isId } from '../soql/value.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { fetchOne, pointAt } from '../records/get.ts';
import { field } from '../soql/statement.ts';
import { guardRequests } from '../writes/guard.ts';

const input = z.strictObject({
  case: z.string().describe('Case id or number'),
  body: z.string().min(1).describe('Text'),
  public: z.boolean().default(false).describe('Customers see it'),
});
type Input = z.output<typeof input>;

export function commentOnCase(kit: Kit): Tool {
  return tool({
    name: 'comment_on_case',
    title: 'Comment on a case',
    description: 'Adds a comment to a support case.',
    effect: 'create',
    requests: kit.metadataRequests + guardRequests + 3,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      const read = { object: 'Case', effect: 'read', fields: ['Id'], filters: [isNumber(given.case) ? 'CaseNumber' : 'Id'] } as const;
      return [...(await draftAccess(workspace, await toDraft(workspace, given))), read];
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
  const ParentId = isNumber(given.case) ? await findCase(workspace, given.case) : fullId(given.case);
  return { object: 'CaseComment', values: { ParentId, CommentBody: given.body, IsPublished: given.public } };
}

function isNumber(text: string): boolean {
  return !isId(text) || /^\d+$/.test(text);
}

async function findCase(workspace: Workspace, number: string): Promise<string> {
  const where = pointAt(await workspace.describe('Case'), { id: number, by: 'CaseNumber' });
  return (await fetchOne(workspace, { object: 'Case', fields: [field('Id')], where })).id;
}
