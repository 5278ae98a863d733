import { holdAll } from '../violation.ts';
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
