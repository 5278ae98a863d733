import type { ErrorCode } from '@causeway/core';
import { explain, outages, type Outage } from './judgement.ts';
import { attemptAlone, inLab } from '../lab/lab.ts';
import { htmlPage, invalidJson, type Fault } from '../stand-in/fault.ts';
import type { FaultReplies } from '../replies.ts';
import { hold } from '../violation.ts';
import { notesOf } from './values.ts';
import type { SampleRule } from './rule.ts';
import type { Subject } from '../lab/subject.ts';

/** One thing that can be wrong, and what a connector makes of it. */
interface Trouble {
  readonly id: string;
  readonly what: string;
  readonly faults: (replies: FaultReplies) => readonly Fault[];
  readonly code: ErrorCode;
  /** Other right codes. */
  readonly or?: readonly ErrorCode[];
  /** A write that meets it has lost its answer, which is for the rule `lost-answer` to judge. */
  readonly losesAnswers?: true;
}

const replies = (name: keyof FaultReplies) => (all: FaultReplies) => all[name].map((reply): Fault => ({ kind: 'reply', reply }));
const always = (fault: Fault) => () => [fault];

const troubles: readonly Trouble[] = [
  { id: 'unauthenticated', what: 'a refused credential', faults: replies('unauthenticated'), code: 'unauthenticated' },
  { id: 'permission-denied', what: 'a missing right', faults: replies('permissionDenied'), code: 'permission_denied' },
  { id: 'not-found', what: 'a missing record', faults: replies('notFound'), code: 'not_found' },
  { id: 'conflict', what: 'a conflict', faults: replies('conflict'), code: 'conflict' },
  { id: 'rate-limited', what: 'too many requests', faults: replies('rateLimited'), code: 'rate_limited' },
  { id: 'server-error', what: 'a failing system', faults: replies('serverError'), code: 'unavailable', or: ['timeout', 'unknown_outcome'] },
  { id: 'dropped', what: 'a broken connection', faults: always({ kind: 'drop' }), code: 'unavailable', losesAnswers: true },
  { id: 'truncated', what: 'an answer cut short', faults: always({ kind: 'truncate' }), code: 'unavailable', losesAnswers: true },
  { id: 'html', what: 'a page in place of data', faults: always(htmlPage), code: 'unavailable', losesAnswers: true },
  { id: 'invalid-json', what: 'JSON that does not parse', faults: always(invalidJson), code: 'unavailable', losesAnswers: true },
];

export const faultRules: readonly SampleRule[] = troubles.map((trouble) => ({
  id: trouble.id,
  says: `turns ${trouble.what} into \`${trouble.code}\``,
  of: 'sample',
  async check(subject, sample) {
    for (const fault of trouble.faults(subject.replies)) {
      for await (const outage of outages(subject, sample, fault)) judge(trouble, outage, fault);
    }
  },
}));

function judge({ code, or = [], what, losesAnswers }: Trouble, { before, attempt, struckWrite, written }: Outage, fault: Fault): void {
  if (written || (struckWrite && losesAnswers)) return;
  // Only a write can have an unknown outcome.
  const allowed = [code, ...or].filter((one) => struckWrite || one !== 'unknown_outcome');
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
function closedAddress(subject: Subject): Promise<string> {
  return inLab(subject, (lab) => Promise.resolve(lab.standIn.url));
}

export const signInRefused: SampleRule = {
  id: 'sign-in-refused',
  says: 'turns a refused sign-in into `unauthenticated`',
  of: 'sample',
  async check(subject, sample) {
    for (const reply of subject.replies.signInRefused) {
      await inLab(subject, async (lab) => {
        const { outcome } = await lab.attempt(sample, { strike: ({ signIn }) => (signIn ? { kind: 'reply', reply } : undefined) });
        if (!lab.standIn.requests.some(({ fault }) => fault !== undefined)) return;
        const right = outcome.kind === 'error' && outcome.error.code === 'unauthenticated';
        hold(right, () => `Expected \`unauthenticated\` when the sign-in is refused (status ${reply.status}); got ${explain(outcome)}.`);
      });
    }
  },
};

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
