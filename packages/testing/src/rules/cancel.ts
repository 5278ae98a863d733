import { setTimeout as delay } from 'node:timers/promises';
import { ConnectorError } from '@causeway/core';
import { explain, undisturbed } from './judgement.ts';
import { hold } from '../violation.ts';
import { inLab, type Lab } from '../lab/lab.ts';
import type { Sample } from '../lab/subject.ts';
import type { SampleRule } from './rule.ts';

/** How long a canceled call may take to end, and its request to be given up. */
const graceMs = 2_000;

export const cancel: SampleRule = {
  id: 'cancel',
  says: 'ends as `canceled` while the system still withholds its answer, and gives the request up',
  of: 'sample',
  async check(subject, sample) {
    const count = (await undisturbed(subject, sample))?.requests.length ?? 0;
    for (let before = 0; before < Math.min(count, 4); before += 1) await inLab(subject, (lab) => cancelAfter(lab, sample, before));
  },
};

async function cancelAfter(lab: Lab, sample: Sample, before: number): Promise<void> {
  const controller = new AbortController();
  const running = lab.attempt(sample, {
    signal: controller.signal,
    strike: (_, index) => (index >= before ? { kind: 'withhold' } : undefined),
  });
  const withheld = () => lab.standIn.requests.filter(({ fault }) => fault?.kind === 'withhold');
  const ended = await Promise.race([running.then(() => true), until(() => withheld().length > 0)]);
  if (ended && withheld().length === 0) return;
  controller.abort(new ConnectorError('canceled', 'The call was canceled.'));
  const attempt = await Promise.race([running, delay(graceMs)]);
  hold(attempt !== undefined, `It was still running ${graceMs} ms after it was canceled.`);
  const { outcome, requests } = attempt;
  const allowed = withheld().some(({ write }) => write) ? ['canceled', 'unknown_outcome'] : ['canceled'];
  // What was written stays written, and may be told.
  const written = outcome.kind === 'answer' && requests.some(({ write, answer }) => write && answer !== undefined);
  hold(written || (outcome.kind === 'error' && allowed.includes(outcome.error.code)), () => `It was canceled and got ${explain(outcome)}.`);
  await until(() => withheld().every(({ abandoned }) => abandoned));
  hold(
    withheld().every(({ abandoned }) => abandoned),
    `A request was still open ${graceMs} ms after its call was canceled.`,
  );
}

/** Whether the condition came true within the grace period. */
async function until(condition: () => boolean): Promise<boolean> {
  const end = performance.now() + graceMs;
  while (!condition() && performance.now() < end) await delay(2);
  return condition();
}
