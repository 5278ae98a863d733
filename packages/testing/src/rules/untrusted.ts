import { hasHiddenText } from '@causeway/core';
import { attemptAlone } from '../lab/lab.ts';
import { explain } from './judgement.ts';
import { hold, holdAll } from '../violation.ts';
import { mapTexts, textsOf } from './values.ts';
import { readableTexts } from './readable.ts';
import type { FaultReplies } from '../replies.ts';
import type { SampleRule } from './rule.ts';

/** A bell, a zero-width space, a right-to-left override, a byte order mark and a tag letter, each after a letter that people see. */
const taint = (text: string): string => `${text}\u0007a\u200Bb\u202Ec\uFEFFd\u{E0041}`;

export const untrustedText: SampleRule = {
  id: 'untrusted-text',
  says: 'strips characters that nobody sees from what the system sends',
  of: 'sample',
  async check(subject, sample) {
    const texts = new Set(await readableTexts(subject, sample));
    if (texts.size === 0) return;
    const alter = (json: unknown) => mapTexts(json, (text) => (texts.has(text) ? taint(text) : text));
    const { outcome } = await attemptAlone(subject, sample, { strike: () => ({ kind: 'alter', alter }) });
    hold(outcome.kind === 'answer', () => `The system hid characters in its texts; the tool got ${explain(outcome)}.`);
    const hidden = textsOf(outcome.output).filter(hasHiddenText);
    holdAll(hidden.slice(0, 3).map((text) => `The answer still hides characters: ${JSON.stringify(text.slice(0, 80))}`));
  },
};

const statuses: readonly (keyof FaultReplies)[] = ['permissionDenied', 'notFound', 'conflict', 'rateLimited', 'serverError'];

export const untrustedMessages: SampleRule = {
  id: 'untrusted-messages',
  says: 'strips characters that nobody sees from what the system says of an error',
  of: 'sample',
  async check(subject, sample) {
    for (const reply of statuses.flatMap((status) => subject.replies[status])) {
      const body = mapTexts(reply.body, (text) => (text.includes(' ') ? taint(text) : text));
      const { outcome } = await attemptAlone(subject, sample, { strike: () => ({ kind: 'reply', reply: { ...reply, body } }) });
      if (outcome.kind !== 'error') continue;
      const told = textsOf(outcome.error.toJSON());
      holdAll(
        told
          .filter(hasHiddenText)
          .map((text) => `With status ${reply.status}, the error still hides characters: ${JSON.stringify(text.slice(0, 80))}`),
      );
    }
  },
};
