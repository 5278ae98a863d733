import { rpcCodes } from '../protocol/failure.ts';
import type { JSONRPCResultResponse } from '@modelcontextprotocol/server';

const texts = new WeakMap<readonly unknown[], string>();

/** A response as JSON. Never throws: whoever waits for it would wait on. The list of tools, which is the same object for all who see the same, is turned into text once. */
export function serialise(response: JSONRPCResultResponse): string {
  try {
    return textOf(response);
  } catch {
    const error = { code: rpcCodes.internal, message: 'Internal error' };
    return JSON.stringify({ jsonrpc: '2.0', id: response.id, error });
  }
}

function textOf(response: JSONRPCResultResponse): string {
  const { tools, ...rest } = response.result;
  if (!Array.isArray(tools)) return JSON.stringify(response);
  const members = Object.entries(rest).map(([name, value]) => `,${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{"jsonrpc":"2.0","id":${JSON.stringify(response.id)},"result":{"tools":${listText(tools)}${members.join('')}}}`;
}

function listText(tools: readonly unknown[]): string {
  const known = texts.get(tools);
  if (known !== undefined) return known;
  const text = JSON.stringify(tools);
  texts.set(tools, text);
  return text;
}
