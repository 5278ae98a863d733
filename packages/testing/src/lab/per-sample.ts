import type { Sample, Subject } from './subject.ts';

type Work<T> = (subject: Subject, sample: Sample) => Promise<T>;

/** Does the work once for each sample, however many rules look at what came of it. */
export function perSample<T>(work: Work<T>): Work<T> {
  const known = new WeakMap<Sample, Promise<T>>();
  return (subject, sample) => {
    const done = known.get(sample) ?? work(subject, sample);
    known.set(sample, done);
    return done;
  };
}
