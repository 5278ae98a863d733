import {
  CLIENT_CAPABILITIES_META_KEY,
  LOG_LEVEL_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  type JSONRPCRequest,
} from '@modelcontextprotocol/server';
import { isMembers, type Members } from '../protocol/exchange.ts';
import type { Inbound } from './inbound.ts';

/** The newest revision, and the only one whose requests stand for themselves. */
export const revision = '2026-07-28';

/** The methods whose requests may be plain, and the parameter that the header `Mcp-Name` repeats. */
const methods: Readonly<Record<string, string | undefined>> = {
  'tools/list': undefined,
  'tools/call': 'name',
  'resources/list': undefined,
  'resources/templates/list': undefined,
  'resources/read': 'uri',
  'prompts/list': undefined,
  'prompts/get': 'name',
  'completion/complete': undefined,
};

/**
 * The request, if there is nothing about it that the SDK's handler would have to look into: canonical headers, a complete envelope,
 * and no wish for progress or log messages, which would make the answer a stream. This accepts and never refuses.
 */
export function plainRequest(inbound: Inbound, body: unknown): JSONRPCRequest | undefined {
  if (!isMembers(body) || Object.keys(body).length !== 4) return undefined;
  const { jsonrpc, id, method, params } = body;
  if (jsonrpc !== '2.0' || typeof method !== 'string' || !Object.hasOwn(methods, method) || !isMembers(params)) return undefined;
  if (typeof id !== 'string' && !Number.isSafeInteger(id)) return undefined;
  if (inbound.header('mcp-protocol-version') !== revision || inbound.header('mcp-method') !== method) return undefined;
  const named = methods[method];
  if (named !== undefined && (typeof params[named] !== 'string' || inbound.header('mcp-name') !== params[named])) return undefined;
  return isPlainEnvelope(params['_meta']) ? (body as unknown as JSONRPCRequest) : undefined;
}

function isPlainEnvelope(meta: unknown): meta is Members {
  return (
    isMembers(meta) &&
    meta[PROTOCOL_VERSION_META_KEY] === revision &&
    isMembers(meta[CLIENT_CAPABILITIES_META_KEY]) &&
    meta['progressToken'] === undefined &&
    meta[LOG_LEVEL_META_KEY] === undefined
  );
}
