import { isRecordOf, isRecordSet } from '@causeway/core';
import type { AuditEvent } from './record.ts';

type Counts = NonNullable<AuditEvent['counts']>;

/** How much business data an answer holds. */
export function countOf(output: unknown): Counts {
  if (Array.isArray(output)) return { rows: output.length };
  if (typeof output !== 'object' || output === null) return {};
  if ('failed' in output && Array.isArray(output.failed) && 'succeeded' in output && isRecordSet(output.succeeded))
    return { succeeded: output.succeeded.rows.length, failed: output.failed.length };
  const rows = rowsOf(output) + Object.values(output).reduce<number>((sum, member) => sum + rowsOf(member), 0);
  return rows === 0 ? {} : { rows };
}

function rowsOf(value: unknown): number {
  if (isRecordSet(value)) return value.rows.length;
  return isRecordOf(value) ? 1 : 0;
}
