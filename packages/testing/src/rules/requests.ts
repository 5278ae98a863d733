import { inLab } from '../lab/lab.ts';
import type { Fault } from '../stand-in/fault.ts';
import { fingerprint, type Recorded } from '../stand-in/recorded.ts';
import { hold, holdAll } from '../violation.ts';
import { explain } from './judgement.ts';
import type { Subject } from '../lab/subject.ts';
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
  const said = [...replies.unauthenticated, ...replies.rateLimited].map((reply): Fault => ({ kind: 'reply', reply }));
  return [undefined, status(500), status(503), ...said, { kind: 'drop' }, { kind: 'truncate' }];
}

export const sentOnce: SampleRule = {
  id: 'sent-once',
  says: 'sends no request twice, except once after its credential was refreshed',
  of: 'sample',
  async check(subject, sample) {
    for (const fault of temptations(subject)) {
      await inLab(subject, async (lab) => {
        const { requests } = await lab.attempt(sample, { strike: (_, index) => (index >= 0 ? fault : undefined) });
        const refreshes = lab.wallet.asked.filter(({ rejected }) => rejected !== undefined).length;
        const signIns = lab.standIn.requests.filter(({ signIn }) => signIn).length;
        holdAll(repeated(requests, refreshes > 0 || signIns > 1 ? 2 : 1));
      });
    }
  },
};

function repeated(requests: readonly Recorded[], most: number): readonly string[] {
  const counts = [...Map.groupBy(requests, fingerprint)];
  return counts
    .filter(([, same]) => same.length > most)
    .map(
      ([line, same]) =>
        `It sent ${same.length} times: ${line}${same[0]?.fault === undefined ? '' : ` (which met ${inWords(same[0].fault)})`}`,
    );
}

function inWords(fault: Fault): string {
  if (fault.kind === 'reply') return `status ${fault.reply.status}`;
  return fault.kind === 'truncate' ? 'an answer cut short' : 'a broken connection';
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
