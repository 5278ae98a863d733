import { ConnectorError, record as toRecordOf, type RecordOf } from '@causeway/core';
import type { HubSpotRecord } from '../records/record.ts';

import type { ObjectMeta } from '../metadata/metadata.ts';
import { readRecord } from '../records/read.ts';
import { touch, urlOf } from '../records/table.ts';
import type { Workspace } from '../workspace.ts';

/** Requests of reading a record back. */
export const readBackRequests = 1;

/** A record after a write, read back by id: a search may not know it yet. The write is done, whatever comes of the reading. */
export async function readBack(
  workspace: Workspace,
  object: ObjectMeta,
  answered: HubSpotRecord,
  names: readonly string[],
): Promise<HubSpotRecord> {
  touch(workspace, object, [answered]);
  try {
    return await readRecord(workspace, object, answered.id, names);
  } catch (thrown) {
    if (!ConnectorError.is(thrown)) throw thrown;
    workspace.note('The write is done; the record could not be read back, so this is what HubSpot answered to it.');
    return answered;
  }
}

/** A record that was changed without values to show. */
export async function changed(workspace: Workspace, object: ObjectMeta, id: string, note: string): Promise<RecordOf> {
  touch(workspace, object, [{ id }]);
  return toRecordOf({
    object: object.name,
    id,
    fields: {},
    url: urlOf(await workspace.account(), object, id),
    notes: [note, ...workspace.notes()],
  });
}
