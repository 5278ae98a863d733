import { approvalKey } from './requirement.ts';
import { createHash } from 'node:crypto';
import { createReplayMemory, type ReplayStore } from './replay-store.ts';
import { describeRequest } from './request-text.ts';
import { isAskSignal, type Answer, type Call, type Change, type Effect, type Middleware, type ToolEntry } from '@causeway/core';
import canonicalize from 'canonicalize';
import { journalKey } from '../journal.ts';
import { refusal } from '../refusal.ts';

export interface ApprovalOptions {
  /** Effects that need a yes, beside what a policy says. Default: create, update, delete. */
  readonly effects?: readonly Effect[];
  /**
   * `token`: a client that cannot ask a person may send a sealed token back by itself. The model then approves itself: it is
   * written down as `approved_by: client`, and never enough for a delete. Default: no fallback, such calls are refused.
   */
  readonly fallback?: 'token';
  /** Remembers questions, so that a yes counts once. Share it (Redis) between processes behind one address. Default: memory. */
  readonly store?: ReplayStore;
  /** Milliseconds from the question to the call that carries the yes. Default 300,000. */
  readonly ttlMs?: number;
}

/** Asks a person before what needs a yes. The yes covers exactly these arguments and this preview, once, for a short time. */
export function approval(options: ApprovalOptions = {}): Middleware {
  const { effects = ['create', 'update', 'delete'], fallback, store = createReplayMemory(), ttlMs = 300_000 } = options;
  const run: Middleware = async (call, next) => {
    const requirement = call.context.get(approvalKey);
    const needed = requirement !== undefined || touches(call, effects);
    if (!needed || call.via === 'preview' || call.invalid !== undefined) return next(call);
    const changes = (await call.preview?.()) ?? [];
    const digest = digestOf(call, changes);
    const answer = await ask(call, changes, digest, { store, ttlMs });
    call.context.get(journalKey).approved({ by: answer.by, action: answer.action, digest });
    if (answer.action !== 'accept')
      throw refusal('permission_denied', 'The person did not approve this.', { hint: 'Ask them what to do instead.' });
    if (answer.by === 'client' && (fallback !== 'token' || touches(call, ['delete'])))
      throw refusal('permission_denied', 'Only a person can approve this.');
    if (!(await store.take(key(call, digest))))
      throw refusal('permission_denied', 'This approval was used already, or is too old.', { hint: 'Call again without it, to ask anew.' });
    requirement?.grant();
    return next(call);
  };
  const confirms = ({ tool: { effect } }: ToolEntry) => effect !== 'read' && effect !== 'delete';
  return fallback === 'token' ? Object.assign(run, { confirms }) : run;
}

/** The answer to the question, or the end of this attempt. */
async function ask(
  call: Call,
  changes: readonly Change[],
  digest: string,
  { store, ttlMs }: Required<Pick<ApprovalOptions, 'store' | 'ttlMs'>>,
): Promise<Answer> {
  const name = `approve_${digest.slice(0, 16)}`;
  try {
    const answers = await call.context.ask({ [name]: { kind: 'form', message: describeRequest(call, changes) } });
    return answers[name] ?? { action: 'cancel', by: 'client' };
  } catch (thrown) {
    // Before the question leaves: an answer to a question that nobody remembers is refused.
    if (isAskSignal(thrown)) await store.put(key(call, digest), ttlMs);
    throw thrown;
  }
}

function key({ context }: Call, digest: string): string {
  return `${context.partition}:${context.id}:${digest}`;
}

function touches({ tool, access }: Call, effects: readonly Effect[]): boolean {
  return tool !== undefined && (effects.includes(tool.effect) || access.some(({ effect }) => effects.includes(effect)));
}

function digestOf({ name, input }: Call, changes: readonly Change[]): string {
  return createHash('sha256')
    .update(canonicalize(JSON.parse(JSON.stringify([name, input ?? null, changes]).toWellFormed())) ?? '')
    .digest('base64url');
}
