import { recordOfSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { accessToPair, guardPair, openPair, pairInput, pairRequests, previewPair, type PairInput } from '../writes/pair.ts';
import { openWorkspace, type Kit } from '../workspace.ts';
import { changed } from '../writes/written.ts';
import { requireAssociationType } from '../metadata/association-type.ts';
import { writing } from '../metadata/shaped.ts';

const input = z.strictObject({ ...pairInput, label: z.string().optional().describe('Take only this away') });

export function dissociateRecords(kit: Kit): Tool {
  return tool({
    name: 'dissociate_records',
    title: 'Dissociate records',
    description: 'Ends the association of two records, or takes a label from it.',
    effect: 'delete',
    requests: pairRequests + 1,
    input,
    output: recordOfSchema,
    access: async (given, call) => accessToPair(await openWorkspace(kit, call), given, 'delete'),
    async preview(given, call) {
      const workspace = await openWorkspace(kit, call);
      return previewPair(workspace, given, (before) => (given.label === undefined ? [] : before.filter((label) => label !== given.label)));
    },
    async run(given: PairInput, call) {
      const workspace = await openWorkspace(kit, call);
      const { from, to } = await openPair(workspace, given);
      const { portal, metadata } = workspace;
      const types = given.label === undefined ? undefined : await metadata.associationTypes(portal, from, to);
      const type = types === undefined ? undefined : requireAssociationType(types, from, to, given.label);
      await guardPair(workspace, from, to, given);
      await workspace.account();
      const inputs = type === undefined ? [] : [{ _from: { id: given.id }, to: { id: given.to_id }, types: [specOf(type)] }];
      await writing(z.unknown(), async () =>
        type === undefined
          ? portal.associations.archive(from.path, given.id, to.path, given.to_id)
          : portal.associationBatch.archiveLabels(from.path, to.path, { inputs } as never),
      );
      workspace.call.trail.touched(to.name, [given.to_id]);
      return changed(
        workspace,
        from,
        given.id,
        type === undefined ? `No longer associated with ${to.name} ${given.to_id}.` : 'The label is gone.',
      );
    },
  });
}

function specOf({ category, typeId }: { readonly category: string; readonly typeId: number }) {
  return { associationCategory: category, associationTypeId: typeId };
}
