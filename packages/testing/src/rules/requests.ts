import { attemptAlone, inLab, type AttemptOptions, type Lab } from '../lab/lab.ts';
import type { Attempt } from '../lab/attempt.ts';
import type { Fault } from '../stand-in/fault.ts';
import { fingerprint } from '../stand-in/recorded.ts';
import { hold, holdAll } from '../violation.ts';
import { explain } from './judgement.ts';
import type { Sample, Subject } from '../lab/subject.ts';
import type { SampleRule } from './rule.ts';

export const requestCount: SampleRule = {
  id: 'requests',
  says: 'sends at most as many requests as it declares',
  of: 'sample',
  async check(subject, sample) {
    await inLab(subject, async (lab) => {
      const { requests: most, effect } = lab.tool(sample.tool);
      const cold = await lab.attempt(sample);
      const warm = effect === 'read' ? await lab.attempt(sample) : cold;
      const failing = await lab.attempt(sample, { strike: () => ({ kind: 'reply', reply: { status: 503 } }) });
      for (const [when, attempt] of [
        ['cold', cold],
        ['again', warm],
        ['with a failing system', failing],
      ] as const) {
        const sent = new Set(attempt.requests.map(fingerprint));
        hold(sent.size <= most, `It declares at most ${most} requests; ${when}, it sent ${sent.size}:\n${[...sent].join('\n')}`);
      }
    });
  },
};

const status = (code: number): Fault => ({ kind: 'reply', reply: { status: code, body: { message: 'No.' } } });

/** What tempts a client library into repeating. */
function temptations({ replies }: Subject): readonly (Fault | undefined)[] {
  const limited = replies.rateLimited.map((reply): Fault => ({ kind: 'reply', reply }));
  return [undefined, status(500), status(503), ...limited, { kind: 'drop' }, { kind: 'truncate' }];
}

export const sentOnce: SampleRule = {
  id: 'sent-once',
  says: 'sends no request twice, except once after its credential was refreshed',
  of: 'sample',
  async check(subject, sample) {
    for (const fault of temptations(subject)) {
      const { requests } = await attemptAlone(subject, sample, { strike: (_, index) => (index >= 0 ? fault : undefined) });
      holdAll(repeated(requests, 1));
    }
    const refusals = subject.replies.unauthenticated.map((reply): Fault => ({ kind: 'reply', reply }));
    for (const fault of refusals)
      await inLab(subject, (lab) => refused(lab, sample, { strike: (_, index) => (index >= 0 ? fault : undefined) }));
  },
};

async function refused(lab: Lab, sample: Sample, options: AttemptOptions): Promise<void> {
  const { requests } = await lab.attempt(sample, options);
  const refreshes = lab.wallet.asked.filter(({ rejected }) => rejected !== undefined).length;
  const signIns = lab.standIn.requests.filter(({ signIn }) => signIn).length;
  holdAll(repeated(requests, refreshes > 0 || signIns > 1 ? 2 : 1));
}

function repeated(requests: Attempt['requests'], most: number): readonly string[] {
  const counts = Map.groupBy(requests, fingerprint);
  return [...counts]
    .filter(([, same]) => same.length > most)
    .map(([line, same]) => `It sent ${line} ${same.length} times; its code says it failed with ${lastFault(same)}.`);
}

function lastFault(same: Attempt['requests']): string {
  const { fault } = same.at(-1) as Attempt['requests'][number];
  return fault === undefined ? 'nothing' : fault.kind === 'reply' ? `status ${fault.reply.status}` : fault.kind;
}

export const refresh: SampleRule = {
  id: 'refresh',
  says: 'asks once for a fresh credential when one is refused, and goes on with it',
  of: 'sample',
  async check(subject, sample) {
    for (const reply of subject.replies.unauthenticated) {
      await inLab(subject, async (lab) => {
        const { outcome, requests } = await lab.attempt(sample, {
          strike: (_, index) => (index === 0 ? { kind: 'reply', reply } : undefined),
        });
        const { asked } = lab.wallet;
        const signIns = lab.standIn.requests.filter(({ signIn }) => signIn).length;
        if (requests.length === 0 || (asked.length === 0 && signIns === 0)) return;
        const renewals = asked.filter(({ rejected }) => rejected !== undefined).length;
        hold(asked.length === 0 || renewals === 1, `A token was refused once; a fresh one was asked for ${renewals} times.`);
        hold(outcome.kind === 'answer', () => `With a fresh credential it should get an answer; it got ${explain(outcome)}.`);
      });
    }
  },
};
