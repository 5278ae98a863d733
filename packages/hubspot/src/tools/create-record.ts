import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { create, draftAccess, draftPreview } from '../writes/draft.ts';
import { objectName, values } from '../schemas.ts';
import { coldRequests } from '../metadata/metadata.ts';
import { createRequests } from '../writes/requests.ts';
import { openWorkspace, type Kit } from '../workspace.ts';

const input = z.strictObject({ object: objectName, values });

export function createRecord(kit: Kit): Tool {
  return tool({
    name: 'create_record',
    title: 'Create a record',
    description: 'Creates one record of any object type.',
    effect: 'create',
    requests: coldRequests.objects(1) + createRequests,
    input,
    output: recordOfSchema,
    access: async (given, call) => draftAccess(await openWorkspace(kit, call), { ...given, records: [] }),
    preview: async (given, call) => draftPreview(await openWorkspace(kit, call), { ...given, records: [] }),
    run: async (given, call) => create(await openWorkspace(kit, call), { ...given, records: [] }),
  });
}
