import type { Attempt, Outcome } from '../lab/attempt.ts';
import { attemptAlone } from '../lab/lab.ts';
import type { Fault } from '../stand-in/fault.ts';
import { perSample } from '../lab/per-sample.ts';
import type { Sample, Subject } from '../lab/subject.ts';

/** An outcome in words. */
export function explain(outcome: Outcome): string {
  if (outcome.kind === 'stuck') return 'no end within 10 s';
  if (outcome.kind === 'answer') return 'an answer';
  const { error, thrown } = outcome;
  const beneath = thrown === error || !(thrown instanceof Error) ? '' : ` (thrown: ${thrown.name}: ${thrown.message})`;
  return `the error \`${error.code}\`: ${error.message.replace(/\.$/, '')}${beneath}`;
}

/** A call that got an answer. */
export interface Answered extends Attempt {
  readonly output: unknown;
}

/** The sample without any fault; undefined when that is no answer, which is for the rule `answers` to say. */
export const undisturbed = perSample(async (subject, sample): Promise<Answered | undefined> => {
  const attempt = await attemptAlone(subject, sample);
  const { outcome } = attempt;
  return outcome.kind === 'answer' ? { ...attempt, output: outcome.output } : undefined;
});

/** A run with a system that fails from one of its requests on. */
export interface Outage {
  /** Requests that went well before. */
  readonly before: number;
  readonly attempt: Attempt;
  /** A request that changes something was among those that failed. */
  readonly struckWrite: boolean;
  /** A request that changes something had gone well before. */
  readonly written: boolean;
}

/** Later requests than this are rarely of another kind. */
const mostPositions = 4;

/** Runs the sample once for every request that it sends, on a fresh connector: the system fails from that request on. */
export async function* outages(subject: Subject, sample: Sample, fault: Fault): AsyncGenerator<Outage> {
  const count = (await undisturbed(subject, sample))?.requests.length ?? 0;
  for (let before = 0; before < Math.min(count, mostPositions); before += 1) {
    const attempt = await attemptAlone(subject, sample, { strike: (_, index) => (index >= before ? fault : undefined) });
    const struck = attempt.requests.filter((request) => request.fault !== undefined);
    if (struck.length === 0) continue;
    const written = attempt.requests.some(
      ({ write, fault: hit, answer }) => write && hit === undefined && answer !== undefined && answer.status < 300,
    );
    yield { before, attempt, struckWrite: struck.some(({ write }) => write), written };
  }
}
