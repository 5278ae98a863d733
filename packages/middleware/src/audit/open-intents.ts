import type { AuditRecord } from './record.ts';

/** A write of which it is not recorded how it ended. */
export interface OpenIntent {
  readonly call_id: string;
  readonly seq: number;
  readonly time: string;
  readonly operation: string;
  /** It waits for a person's answer, as far as is known: nothing was written. */
  readonly pending: boolean;
}

/** Follows intents to their outcomes. */
export interface OpenIntents {
  add(record: AuditRecord): void;
  list(): readonly OpenIntent[];
}

export function createOpenIntents(): OpenIntents {
  const open = new Map<string, OpenIntent>();
  return {
    add({ kind, via, call_id, seq, time, operation = '', outcome }) {
      if (call_id === undefined || via !== 'tool') return;
      const known = open.get(call_id);
      if (kind === 'intent') open.set(call_id, { call_id, seq, time, operation, pending: false });
      if (known === undefined) return;
      if (kind === 'resumed') open.set(call_id, { ...known, pending: false });
      if (kind === 'outcome' && outcome === 'pending') open.set(call_id, { ...known, pending: true });
      else if (kind === 'outcome') open.delete(call_id);
    },
    list: () => [...open.values()],
  };
}
