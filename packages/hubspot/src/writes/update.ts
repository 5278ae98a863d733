import { guardRecords, guardValues } from './guard.ts';
import { readBack, readBackRequests } from './written.ts';
import type { CheckedValues } from './values.ts';
import { coldRequests, type ObjectMeta } from '../metadata/metadata.ts';
import { recordShape, type HubSpotRecord } from '../records/record.ts';
import type { Workspace } from '../workspace.ts';
import { writing } from '../metadata/shaped.ts';

/** The portal's zone, the write, and reading back. */
export const updateRequests = coldRequests.account + 1 + readBackRequests;

/** Changes a record within the row filters of the policy, and reads back what was written. */
export async function update(workspace: Workspace, object: ObjectMeta, id: string, values: CheckedValues): Promise<HubSpotRecord> {
  guardValues(workspace, object, values, true);
  await guardRecords(workspace, object, [id]);
  await workspace.zone();
  const answered = await writing(recordShape, () => workspace.portal.objects.update(object.path, id, { properties: values }));
  return readBack(workspace, object, answered, Object.keys(values));
}
