import type { ErrorCode } from '@causeway/core';
import { explain, outages, type Outage } from './judgement.ts';
import { attemptAlone } from '../lab/lab.ts';
import type { Fault } from '../stand-in/fault.ts';
import type { FaultReplies } from '../replies.ts';
import { hold } from '../violation.ts';
import { inLab } from '../lab/lab.ts';
import { notesOf } from './values.ts';
import type { SampleRule } from './rule.ts';

/** One thing that can be wrong, and what a connector makes of it. */
interface Trouble {
  readonly id: string;
  readonly what: string;
  readonly faults: (replies: FaultReplies) => readonly Fault[];
  readonly code: ErrorCode;
  /** Other right codes. */
  readonly or?: readonly ErrorCode[];
  /** The right codes when it strikes a request that changes something. Default: the same. */
  readonly whenWriting?: readonly ErrorCode[];
}

const replies = (name: keyof FaultReplies) => (all: FaultReplies) => all[name].map((reply): Fault => ({ kind: 'reply', reply }));
const page = '<!doctype html><html><head><title>Sign in</title></head><body>Please sign in to the network.</body></html>';
const reply = (contentType: string, body: string) => (): readonly Fault[] => [
  { kind: 'reply', reply: { status: 200, headers: { 'content-type': contentType }, body } },
];

const troubles: readonly Trouble[] = [
  { id: 'unauthenticated', what: 'a refused credential', faults: replies('unauthenticated'), code: 'unauthenticated' },
  { id: 'permission-denied', what: 'a missing right', faults: replies('permissionDenied'), code: 'permission_denied' },
  { id: 'not-found', what: 'a missing record', faults: replies('notFound'), code: 'not_found' },
  { id: 'conflict', what: 'a conflict', faults: replies('conflict'), code: 'conflict' },
  { id: 'rate-limited', what: 'too many requests', faults: replies('rateLimited'), code: 'rate_limited' },
  {
    id: 'server-error',
    what: 'a failing system',
    faults: replies('serverError'),
    code: 'unavailable',
    or: ['timeout'],
    whenWriting: ['unavailable', 'timeout', 'unknown_outcome'],
  },
  { id: 'dropped', what: 'a broken connection', faults: () => [{ kind: 'drop' }], code: 'unavailable', whenWriting: ['unknown_outcome'] },
  {
    id: 'truncated',
    what: 'an answer cut short',
    faults: () => [{ kind: 'truncate' }],
    code: 'unavailable',
    whenWriting: ['unknown_outcome'],
  },
  { id: 'html', what: 'a page in place of data', faults: reply('text/html', page), code: 'unavailable', whenWriting: ['unknown_outcome'] },
  {
    id: 'invalid-json',
    what: 'JSON that does not parse',
    faults: reply('application/json', '{"id": "1", "items": [{"id"'),
    code: 'unavailable',
    whenWriting: ['unknown_outcome'],
  },
];

export const faultRules: readonly SampleRule[] = troubles.map((trouble) => ({
  id: trouble.id,
  says: `turns ${trouble.what} into \`${trouble.code}\`${writing(trouble)}`,
  of: 'sample',
  async check(subject, sample) {
    for (const fault of trouble.faults(subject.replies)) {
      for await (const outage of outages(subject, sample, fault)) if (!outage.written) judge(trouble, outage, fault);
    }
  },
}));

function writing({ code, whenWriting }: Trouble): string {
  const [only, ...others] = whenWriting ?? [];
  return only === undefined || others.length > 0 || only === code ? '' : `, \`${only}\` when it was writing`;
}

function judge({ code, or = [], whenWriting, what }: Trouble, { before, attempt, struckWrite }: Outage, fault: Fault): void {
  const allowed = (struckWrite ? whenWriting : undefined) ?? [code, ...or];
  const { outcome } = attempt;
  const told = outcome.kind === 'answer' && before > 0 && !struckWrite && notesOf(outcome.output).length > 0;
  const right = told || (outcome.kind === 'error' && allowed.includes(outcome.error.code));
  const status = fault.kind === 'reply' ? ` (status ${fault.reply.status})` : '';
  const place = before === 0 ? '' : ` after ${before} good ${before === 1 ? 'answer' : 'answers'}`;
  hold(right, () => `Expected ${allowed.map((one) => `\`${one}\``).join(' or ')} for ${what}${status}${place}; got ${explain(outcome)}.`);
}

export const unreachable: SampleRule = {
  id: 'unreachable',
  says: 'turns a host that cannot be reached into `unavailable`',
  of: 'sample',
  async check(subject, sample) {
    await inLab(subject, async (lab) => {
      if (lab.tool(sample.tool).requests === 0) return;
      const { outcome } = await lab.attempt(sample, { connector: await lab.connect('alice', await closedAddress(subject)) });
      hold(outcome.kind === 'error' && outcome.error.code === 'unavailable', () => `Expected \`unavailable\`; got ${explain(outcome)}.`);
    });
  },
};

/** The address of a stand-in that is gone. */
function closedAddress(subject: Parameters<typeof attemptAlone>[0]): Promise<string> {
  return inLab(subject, (lab) => Promise.resolve(lab.standIn.url));
}

export const retryAfter: SampleRule = {
  id: 'retry-after',
  says: 'tells how long to wait when the system does',
  of: 'sample',
  async check(subject, sample) {
    for (const reply of subject.replies.rateLimited) {
      const seconds = Number(reply.headers?.['retry-after']);
      if (Number.isNaN(seconds)) continue;
      const { outcome } = await attemptAlone(subject, sample, { strike: () => ({ kind: 'reply', reply }) });
      if (outcome.kind !== 'error' || outcome.error.code !== 'rate_limited') continue;
      const { retryAfterMs } = outcome.error;
      hold(
        retryAfterMs === seconds * 1_000,
        `The system said "Retry-After: ${seconds}"; the error says retryAfterMs ${String(retryAfterMs)}.`,
      );
    }
  },
};
