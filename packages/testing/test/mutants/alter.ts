import type { Connector, Tool } from '@causeway/core';

/** The connector with one of its tools changed. */
export function withTool(name: string, change: (tool: Tool) => Tool): (connector: Connector) => Connector {
  return (connector) => ({ ...connector, tools: connector.tools.map((tool) => (tool.name === name ? change(tool) : tool)) });
}
