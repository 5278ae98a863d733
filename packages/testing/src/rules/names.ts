import { createToolkit } from '@causeway/core';
import { hold } from '../violation.ts';
import type { ConnectorRule } from './rule.ts';

/** Core's own check of names, lengths, views and prompts. A missing preview has a rule of its own. */
export const names: ConnectorRule = {
  id: 'names',
  says: 'has names that fit: createToolkit takes it',
  of: 'connector',
  check(connector) {
    const tools = connector.tools.map((tool) => ({ preview: () => Promise.resolve([]), ...tool }));
    try {
      createToolkit({ connectors: [{ ...connector, tools }] });
    } catch (error) {
      hold(false, (error as Error).message);
    }
  },
};
