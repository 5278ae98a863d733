import { createKey, type CallContext, type Key } from '@causeway/core';

/** What a policy decided, for the record. */
export interface Decision {
  readonly decision: 'allow' | 'deny' | 'needs-approval';
  /** The rule that decided; absent when the default did. */
  readonly rule?: string;
  readonly reason?: string;
  readonly mode: 'enforce' | 'observe';
}

export interface Approval {
  readonly by: 'person' | 'client';
  readonly action: 'accept' | 'decline' | 'cancel';
  /** Hash of what was shown: arguments and preview. */
  readonly digest: string;
}

/** What the inner layers tell the outer ones of a call: audit and telemetry write it down. */
export interface Journal {
  decided(decision: Decision): void;
  approved(approval: Approval): void;
  /** `what` names a data class, a detector or a rule, never a value. */
  redacted(what: string, count: number): void;
  attempted(): void;
  cached(state: 'hit' | 'miss'): void;
  readonly notes: {
    readonly decisions: readonly Decision[];
    readonly approvals: readonly Approval[];
    readonly redactions: ReadonlyMap<string, number>;
    readonly attempts: number;
    readonly cache: 'hit' | 'miss' | undefined;
  };
}

const nothing = () => {};
const silent: Journal = {
  decided: nothing,
  approved: nothing,
  redacted: nothing,
  attempted: nothing,
  cached: nothing,
  notes: { decisions: [], approvals: [], redactions: new Map(), attempts: 0, cache: undefined },
};

/** The journal of a call; one that forgets when no outer layer keeps it. */
export const journalKey: Key<Journal> = createKey<Journal>('journal', silent);

/** The call's journal, opened when there is none yet. */
export function openJournal(context: CallContext): { readonly journal: Journal; readonly context: CallContext } {
  const known = context.get(journalKey);
  if (known !== silent) return { journal: known, context };
  const journal = createJournal();
  return { journal, context: context.with(journalKey, journal) };
}

function createJournal(): Journal {
  const decisions: Decision[] = [];
  const approvals: Approval[] = [];
  const redactions = new Map<string, number>();
  let attempts = 0;
  let cache: 'hit' | 'miss' | undefined;
  return {
    decided: (decision) => void decisions.push(decision),
    approved: (approval) => void approvals.push(approval),
    redacted: (what, count) => void redactions.set(what, (redactions.get(what) ?? 0) + count),
    attempted: () => void (attempts += 1),
    cached: (state) => void (cache = state),
    notes: {
      decisions,
      approvals,
      redactions,
      get attempts() {
        return attempts;
      },
      get cache() {
        return cache;
      },
    },
  };
}
