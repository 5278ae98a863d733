import { dissociateAll, type End } from '../associations/associate.ts';
import type { Portal } from '../portal.ts';

/** Takes a record out of sight, with its links. */
export function archiveRecord(portal: Portal, end: End): void {
  dissociateAll(portal, end);
  portal.table(end.type).remove(end.id, portal.clock.now());
}

/** Erases a record for good. */
export function purgeRecord(portal: Portal, end: End): void {
  dissociateAll(portal, end);
  portal.table(end.type).remove(end.id);
}
