import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CreateMessageResultSchema, ElicitResultSchema, ListRootsResultSchema } from '@modelcontextprotocol/sdk/types.js';
import type { Caller } from '../caller.ts';
import type { Exchange } from '../protocol/exchange.ts';
import type { Extra } from './handler-map.ts';
import type { McpInputRequest, McpInputRequired } from '../protocol/wire.ts';

/** How long a person has to answer, in milliseconds. */
const patienceMs = 600_000;

/** More questions than any call should have; a call that goes on asking is refused. */
const maxRounds = 10;

const resultSchemas = {
  'elicitation/create': ElicitResultSchema,
  'sampling/createMessage': CreateMessageResultSchema,
  'roots/list': ListRootsResultSchema,
} as const;

/** What a request on this server brings. */
export function toExchange(server: Server, extra: Extra, caller: (extra: Extra) => Caller): Exchange {
  const client = server.getClientVersion();
  return {
    caller: { ...(client === undefined ? {} : { client: { name: client.name, version: client.version } }), ...caller(extra) },
    signal: extra.signal,
    meta: extra._meta,
    capabilities: server.getClientCapabilities(),
    // A client that is gone does not hear of progress; the call itself is aborted by its signal.
    notify: (method, params) => void extra.sendNotification({ method, params } as never).catch(() => {}),
  };
}

/** The token's subject where the host verified one, else nobody. */
export function callerOf({ authInfo }: Extra): Caller {
  if (authInfo === undefined) return {};
  const subject = authInfo.extra?.['sub'];
  const id = typeof subject === 'string' ? subject : authInfo.clientId;
  return { principal: { id, clientId: authInfo.clientId, scopes: authInfo.scopes, roles: [], groups: [] } };
}

/** Runs a request, and again with the answers of the person for as long as it asks. The SDK pushes the questions to the client. */
export async function withAnswers<T extends object>(
  exchange: Exchange,
  extra: Extra,
  run: (exchange: Exchange) => Promise<T | McpInputRequired>,
): Promise<T> {
  let result = await run(exchange);
  for (let round = 0; isInputRequired(result); round += 1) {
    if (round === maxRounds) throw new Error('The call asked too many questions.');
    const answers = Object.entries(result.inputRequests).map(async ([key, request]) => [key, await push(request, extra)] as const);
    const responses = Object.fromEntries(await Promise.all(answers));
    result = await run({ ...exchange, reply: { state: result.requestState, responses } });
  }
  return result;
}

/** An error or no answer counts as no: the question then has been canceled. */
async function push(request: McpInputRequest, extra: Extra): Promise<unknown> {
  const schema = resultSchemas[request.method as keyof typeof resultSchemas];
  try {
    return await extra.sendRequest(request as never, schema, { timeout: patienceMs, signal: extra.signal });
  } catch {
    return { action: 'cancel' };
  }
}

function isInputRequired(result: object): result is McpInputRequired {
  return 'resultType' in result && result.resultType === 'input_required';
}
