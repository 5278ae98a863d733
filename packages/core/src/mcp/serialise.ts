import type { JSONRPCResultResponse } from '@modelcontextprotocol/server';

const texts = new WeakMap<readonly unknown[], string>();

/** A response as JSON. The list of tools, which is the same object for all who see the same, is turned into text once. */
export function serialise(response: JSONRPCResultResponse): string {
  const { tools, ...rest } = response.result;
  if (!Array.isArray(tools)) return JSON.stringify(response);
  const members = Object.entries(rest).map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{"jsonrpc":"2.0","id":${JSON.stringify(response.id)},"result":{"tools":${textOf(tools)}${members.join('')}}}`;
}

function textOf(tools: readonly unknown[]): string {
  const known = texts.get(tools);
  if (known !== undefined) return known;
  const text = JSON.stringify(tools);
  texts.set(tools, text);
  return text;
}
