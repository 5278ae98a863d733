import { hold, holdAll } from '../violation.ts';
import { readableTexts } from './readable.ts';
import { undisturbed } from './judgement.ts';
import type { ConnectorRule } from './rule.ts';

export const sampled: ConnectorRule = {
  id: 'sampled',
  says: 'is tested with a sample for every tool',
  of: 'connector',
  check({ tools }, { samples }) {
    const named = new Set(samples.map(({ tool }) => tool));
    const unsampled = tools.filter(({ name }) => !named.has(name)).map(({ name }) => `There is no sample for "${name}".`);
    const unknown = [...named]
      .filter((name) => !tools.some((tool) => tool.name === name))
      .map((name) => `There is a sample for "${name}", but no such tool.`);
    holdAll([...unsampled, ...unknown]);
  },
};

export const telling: ConnectorRule = {
  id: 'telling',
  says: 'is tested with a sample that shows a text of the system, so that the rules on texts and cells test something',
  of: 'connector',
  async check({ tools }, { subject, samples }) {
    const reads = samples.filter((sample) => tools.some(({ name, effect }) => name === sample.tool && effect === 'read'));
    let answered = false;
    for (const sample of reads) {
      answered ||= (await undisturbed(subject, sample)) !== undefined;
      if ((await readableTexts(subject, sample)).length > 0) return;
    }
    hold(!answered, 'No sample that reads is answered with a text of words that the system sent.');
  },
};
