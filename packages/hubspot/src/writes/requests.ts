import { coldRequests } from '../metadata/metadata.ts';
import { readBackRequests } from './written.ts';

/** Making a record: the portal's zone, the write, and reading back. */
export const createRequests = coldRequests.account + 1 + readBackRequests;

/** Associating a new record with others: the kinds of associations, and the guards of the row filters. */
export function linkedCreateRequests(links: number): number {
  return links * 2;
}
