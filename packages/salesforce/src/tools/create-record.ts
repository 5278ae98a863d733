import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview } from '../writes/create.ts';
import { objectName, values } from '../schemas.ts';
import { guardRequests } from '../writes/guard.ts';
import { openWorkspace, type Kit } from '../workspace.ts';

export function createRecord(kit: Kit): Tool {
  return tool({
    name: 'create_record',
    title: 'Create a record',
    description: 'Creates one record of any object. Describe it first to know the required fields.',
    effect: 'create',
    requests: kit.metadataRequests + guardRequests + 1,
    input: z.strictObject({ object: objectName, values }),
    output: recordOfSchema,
    access: async (draft, call) => draftAccess(await openWorkspace(kit, call), draft),
    preview: async (draft, call) => draftPreview(await openWorkspace(kit, call), draft),
    run: async (draft, call) => create(await openWorkspace(kit, call), draft),
  });
}
