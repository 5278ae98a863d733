import { recordOfSchema, tool, type RecordOf, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview, type Draft } from '../writes/create.ts';
import { fetchOne, pointAt, show } from '../records/get.ts';
import { guardRequests } from '../writes/guard.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { field } from '../soql/statement.ts';

const input = z.strictObject({
  subject: z.string().min(1).describe('Title'),
  description: z.string().optional().describe('What is wrong'),
  account_id: z.string().optional().describe('Account id'),
  contact_id: z.string().optional().describe('Contact id'),
  priority: z.string().optional().describe('Priority'),
  origin: z.string().optional().describe('Phone, Email, Web'),
});
type Input = z.output<typeof input>;

const members = {
  subject: 'Subject',
  description: 'Description',
  account_id: 'AccountId',
  contact_id: 'ContactId',
  priority: 'Priority',
  origin: 'Origin',
} as const;

export function createCase(kit: Kit): Tool {
  return tool({
    name: 'create_case',
    title: 'Create a case',
    description: 'Opens a support case and tells its number.',
    effect: 'create',
    requests: kit.metadataRequests + guardRequests + 2,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const access = await draftAccess(await openWorkspace(kit, call), toDraft(given));
      return [...access, { object: 'Case', effect: 'read', fields: ['CaseNumber'], filters: ['Id'] }];
    },
    preview: async (given, call) => draftPreview(await openWorkspace(kit, call), toDraft(given)),
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      return withNumber(workspace, await create(workspace, toDraft(given)));
    },
  });
}

function toDraft(given: Input): Draft {
  const values = Object.entries(members).flatMap(([name, target]) => {
    const value = given[name as keyof typeof members];
    return value === undefined ? [] : [[target, value] as const];
  });
  return { object: 'Case', values: Object.fromEntries(values) };
}

/** The case is made, whatever comes of reading its number. */
async function withNumber(workspace: Workspace, made: RecordOf): Promise<RecordOf> {
  try {
    const where = pointAt(await workspace.describe('Case'), { id: made.id });
    const one = await fetchOne(workspace, { object: 'Case', fields: [field('CaseNumber')], where });
    return await show(workspace, one, { terse: false });
  } catch {
    return { ...made, notes: ['The case was created; its number could not be read.'] };
  }
}
