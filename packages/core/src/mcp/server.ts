import {
  type AuthInfo,
  type jsonSchemaValidator,
  type Result,
  Server,
  type ServerContext,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/server';
import { exchangeWith, type Inlet } from './inlet.ts';
import type { Exchange, Members } from '../protocol/exchange.ts';
import { ProtocolFailure, rpcCodes } from '../protocol/failure.ts';
import { revision } from './plain-request.ts';
import type { Table } from './table.ts';
import type { ToolkitProtocol } from '../protocol/protocol.ts';

/** How a server introduces itself. */
export interface ServerIdentity {
  readonly name: string;
  readonly version: string;
  readonly title?: string;
}

export interface ServerParts {
  readonly identity: ServerIdentity;
  readonly table: Table;
  /** Finds what a request came in through. */
  readonly inlet: (info: AuthInfo | undefined) => Inlet;
  readonly onError: (error: unknown) => void;
}

export interface ConnectedServer {
  readonly server: Server;
  /** URIs whose changes the client wants to be told of. Only connections of older revisions fill it. */
  readonly subscriptions: ReadonlySet<string>;
}

/** Results are ours and plain; the SDK adds what every result needs. */
type Method = (protocol: ToolkitProtocol, params: Members, exchange: Exchange) => unknown;

const methods: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  tools: {
    'tools/list': (protocol, params, exchange) => ({ tools: protocol.lists(whole(params, exchange)).tools }),
    'tools/call': (protocol, params, exchange) => protocol.callTool(params, exchange),
  },
  resources: {
    'resources/list': (protocol, params, exchange) => ({ resources: protocol.lists(whole(params, exchange)).resources }),
    'resources/templates/list': (protocol, params, exchange) => ({ resourceTemplates: protocol.lists(whole(params, exchange)).templates }),
    'resources/read': (protocol, params, exchange) => protocol.readResource(params, exchange),
  },
  prompts: {
    'prompts/list': (protocol, params, exchange) => ({ prompts: protocol.lists(whole(params, exchange)).prompts }),
    'prompts/get': (protocol, params, exchange) => protocol.getPrompt(params, exchange),
  },
  completions: {
    'completion/complete': (protocol, params, exchange) => protocol.complete(params, exchange),
  },
};

const maxSubscriptions = 1_000;

/** The SDK validates with schemas of its own only what clients send back when they are asked; the toolkit validates everything else. */
const unusedValidator: jsonSchemaValidator = {
  getValidator: () => () => ({ valid: false, data: undefined, errorMessage: 'not supported' }),
};

/** Parameters reach the toolkit as they came: it checks them itself, with messages that a model can act on. */
const anyParams = {
  '~standard': { version: 1, vendor: 'causeway', validate: (value: unknown) => ({ value }) },
} as const;

/** A server of the SDK that holds nothing of a toolkit: every request brings its own. */
export function createServer({ identity, table, inlet, onError }: ServerParts): ConnectedServer {
  const { name, version, title } = identity;
  const server = new Server(
    { name, version, ...(title === undefined ? {} : { title }) },
    {
      capabilities: table.capabilities,
      cacheHints: table.cacheHints,
      jsonSchemaValidator: unusedValidator,
      supportedProtocolVersions: [revision, ...SUPPORTED_PROTOCOL_VERSIONS],
      ...(table.instructions === undefined ? {} : { instructions: table.instructions }),
    },
  );
  const handle = (method: string, run: Method) => {
    server.setRequestHandler(method, { params: anyParams }, async (params, ctx: ServerContext) => {
      try {
        const from = inlet(ctx.http?.authInfo);
        return await exchangeWith(server, ctx, from, async (exchange) => run(from.table.protocol, params as Members, exchange) as Result);
      } catch (error) {
        if (error instanceof ProtocolFailure) throw error;
        onError(error);
        throw new ProtocolFailure(rpcCodes.internal, 'Internal error');
      }
    });
  };
  for (const capability of Object.keys(table.capabilities))
    for (const [method, run] of Object.entries(methods[capability] ?? {})) handle(method, run);
  const subscriptions = new Set<string>();
  if (table.capabilities.resources !== undefined) handleSubscriptions(handle, subscriptions);
  return { server, subscriptions };
}

function handleSubscriptions(handle: (method: string, run: Method) => void, subscriptions: Set<string>): void {
  handle('resources/subscribe', (protocol, params, exchange) => {
    const uri = uriOf(params);
    const { resources, templates } = protocol.lists(exchange);
    const visible = new Set([...resources.map((one) => one.uri), ...templates.map((one) => one.uriTemplate)]);
    const known = protocol.toolkit.catalogue.views.some(({ view, template }) => visible.has(view.uri) && template.match(uri) !== undefined);
    if (!known) throw new ProtocolFailure(rpcCodes.resourceNotFound, `Unknown resource: ${uri}`, { uri });
    if (subscriptions.size >= maxSubscriptions) throw new ProtocolFailure(rpcCodes.invalidParams, 'There are too many subscriptions.');
    subscriptions.add(uri);
    return {};
  });
  handle('resources/unsubscribe', (_, params) => {
    subscriptions.delete(uriOf(params));
    return {};
  });
}

function uriOf({ uri }: Members): string {
  if (typeof uri === 'string') return uri;
  throw new ProtocolFailure(rpcCodes.invalidParams, 'Invalid params: "uri" must be a string.');
}

/** Lists come whole, so no cursor was ever given out. */
function whole({ cursor }: Members, exchange: Exchange): Exchange {
  if (cursor === undefined) return exchange;
  throw new ProtocolFailure(rpcCodes.invalidParams, 'Invalid cursor: this list has one page.');
}
