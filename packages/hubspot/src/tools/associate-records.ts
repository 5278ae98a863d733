import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { accessToPair, guardPair, openPair, pairInput, pairRequests, previewPair, type PairInput } from '../writes/pair.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { changed } from '../writes/written.ts';
import { requireAssociationType } from '../metadata/association-type.ts';
import { writing } from '../metadata/shaped.ts';

const input = z.strictObject({ ...pairInput, label: z.string().optional().describe('Of the association') });

export function associateRecords(kit: Kit): Tool {
  return tool({
    name: 'associate_records',
    title: 'Associate records',
    description: 'Associates two records, with a label if given.',
    effect: 'update',
    idempotent: true,
    requests: pairRequests + 1,
    input,
    output: recordOfSchema,
    access: async (given, call) => accessToPair(await openWorkspace(kit, call), given, 'update'),
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      return previewPair(workspace, given, (before) => [...before, 'associated', ...(given.label === undefined ? [] : [given.label])]);
    },
    async run(given: PairInput, call) {
      const workspace = await openWorkspace(kit, call);
      const { from, to } = await openPair(workspace, given);
      const { portal, metadata } = workspace;
      const types = given.label === undefined ? undefined : await metadata.associationTypes(portal, from, to);
      const type = types === undefined ? undefined : requireAssociationType(types, from, to, given.label);
      await guardPair(workspace, from, to, given);
      await workspace.account();
      await writing(z.unknown(), async () =>
        type === undefined
          ? portal.associations.createDefault(from.path, given.id, to.path, given.to_id)
          : portal.associations.create(from.path, given.id, to.path, given.to_id, [
              { associationCategory: type.category as never, associationTypeId: type.typeId },
            ]),
      );
      workspace.call.trail.touched(to.name, [given.to_id]);
      return changed(workspace, from, given.id, `Associated with ${to.name} ${given.to_id}.`);
    },
  });
}
