import type { Connector } from '@causeway/core';

/** The connector without every tool that changes something, whatever rules and options say. */
export function readOnly(connector: Connector): Connector {
  return { ...connector, tools: connector.tools.filter(({ effect }) => effect === 'read') };
}
