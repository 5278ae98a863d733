import { attemptAlone } from '../lab/lab.ts';
import { explain, outages, undisturbed } from './judgement.ts';
import { htmlPage, invalidJson, type Fault } from '../stand-in/fault.ts';
import { hold } from '../violation.ts';
import { inLab } from '../lab/lab.ts';
import { runPreview } from '../lab/attempt.ts';
import type { SampleRule } from './rule.ts';

const losses: readonly (readonly [how: string, fault: Fault])[] = [
  ['lost', { kind: 'lose' }],
  ['cut short', { kind: 'truncate' }],
  ['was a page', htmlPage],
  ['was no JSON', invalidJson],
];

export const lostAnswer: SampleRule = {
  id: 'lost-answer',
  says: 'calls it `unknown_outcome` when the answer to a write is lost, cut short or cannot be read',
  of: 'sample',
  async check(subject, sample) {
    for (const [how, fault] of losses) {
      const { outcome, requests } = await attemptAlone(subject, sample, { strike: ({ write }) => (write ? fault : undefined) });
      if (!requests.some((request) => request.fault !== undefined)) continue;
      const unknown = outcome.kind === 'error' && outcome.error.code === 'unknown_outcome';
      hold(unknown, () => `A write was sent and its answer ${how}; got ${explain(outcome)}.`);
    }
  },
};

export const keptWrite: SampleRule = {
  id: 'kept-write',
  says: 'never calls a write failed because of what went wrong after it',
  of: 'sample',
  async check(subject, sample) {
    for await (const { written, attempt } of outages(subject, sample, { kind: 'reply', reply: { status: 503 } })) {
      if (!written) continue;
      const { outcome } = attempt;
      const kept = outcome.kind === 'answer' || (outcome.kind === 'error' && outcome.error.code === 'unknown_outcome');
      hold(kept, () => `The write was made, then the system failed; got ${explain(outcome)}.`);
    }
  },
};

export const previewReads: SampleRule = {
  id: 'preview-reads',
  says: 'has a preview that names changes and changes nothing',
  of: 'sample',
  async check(subject, sample) {
    await inLab(subject, async (lab) => {
      const tool = lab.tool(sample.tool);
      if (tool.preview === undefined) return;
      lab.standIn.watch();
      const outcome = await runPreview(tool, sample.input, lab.context());
      hold(outcome.kind === 'answer', () => `The preview got ${explain(outcome)}.`);
      const writes = lab.standIn.requests.filter(({ write }) => write);
      hold(
        writes.length === 0,
        () =>
          `The preview sent ${writes.map(({ method, path }) => `${method} ${path}`).join(', ')}. Declare it in \`reads\` if it only reads.`,
      );
      const changes = outcome.output ?? [];
      hold(Array.isArray(changes) && changes.length > 0, 'The preview names no change.');
      const nameless = changes.filter(({ object, field }) => typeof object !== 'string' || typeof field !== 'string');
      hold(nameless.length === 0, 'A change of the preview has no object or no field.');
    });
  },
};

export const readsOnly: SampleRule = {
  id: 'reads-only',
  says: 'writes if and only if its effect says so',
  of: 'sample',
  async check(subject, sample) {
    const effect = await inLab(subject, (lab) => Promise.resolve(lab.tool(sample.tool).effect));
    const attempt = await undisturbed(subject, sample);
    if (attempt === undefined) return;
    const writes = attempt.requests.filter(({ write }) => write).map(({ method, path }) => `${method} ${path}`);
    if (effect === 'read')
      hold(writes.length === 0, `A tool that only reads sent ${writes.join(', ')}. Declare it in \`reads\` if it only reads.`);
    else hold(writes.length > 0, `The effect is "${effect}", but nothing was written. Does \`reads\` say too much?`);
  },
};
