import { createToolkit, type Connector } from '@causeway/core';
import { hold } from '../violation.ts';
import { listTokens, type ListTokens } from '../tokens.ts';
import type { ConnectorRule } from './rule.ts';

/** Most tokens of list that a tool may cost on average. */
const maxTokensPerTool = 205;

export const listSize: ConnectorRule = {
  id: 'list-size',
  says: `costs a model at most ${maxTokensPerTool} tokens of list per tool`,
  of: 'connector',
  check(connector, { report }) {
    const list = listOf(connector);
    if (list === undefined) return;
    const average = Math.round(list.total / list.tools);
    report(`${connector.name}: ${list.tools} tools, ${list.total} tokens of list, ${average} a tool`);
    const costly = Object.entries(list.each).sort(([, a], [, b]) => b - a);
    const worst = costly.slice(0, 3).map(([name, tokens]) => `${name} (${tokens})`);
    hold(average <= maxTokensPerTool, `The list costs ${average} tokens a tool. Most costly: ${worst.join(', ')}.`);
  },
};

/** Names that do not fit and schemas without a JSON form are for other rules to say. */
function listOf(connector: Connector): ListTokens | undefined {
  try {
    return listTokens(createToolkit({ connectors: [connector] }));
  } catch {
    return undefined;
  }
}
