import { ConnectorError, type Caller, type ToolEntry } from '@causeway/core';
import { bearerOf } from './bearer.ts';
import { challenge, wait } from './challenge.ts';
import { createGuesses, type GuessLimit } from './guesses.ts';
import { createVerdicts, type Verdicts } from './verdicts.ts';
import { metadataRoutes, metadataUrl, type Route } from './metadata.ts';
import { stepUp } from './step-up.ts';
import type { ScopeRules } from '../scopes/rules.ts';
import { TokenRefused, type Verified, type Verifier } from './verifier.ts';

export interface AuthenticateOptions {
  /** Canonical URI of this server, as clients reach it: `https://mcp.example.com/mcp`. */
  readonly resource: string;
  /** The first one that knows the shape of a token looks at it. */
  readonly verifiers: readonly Verifier[];
  /** Where clients get tokens. Default: the issuers of the verifiers. */
  readonly authorizationServers?: readonly string[] | undefined;
  /** Scopes that a client is told to ask for first. Default: none. */
  readonly initialScopes?: readonly string[] | undefined;
  /** With these and `tools`, a call of a tool that needs more is answered with 403 and the scope to ask for. */
  readonly scopes?: ScopeRules | undefined;
  readonly tools?: (() => ReadonlyMap<string, ToolEntry>) | undefined;
  /** For people. */
  readonly title?: string | undefined;
  readonly documentation?: string | undefined;
  readonly guesses?: GuessLimit | undefined;
  /** Header in which a proxy of yours says whom it speaks for; its last entry counts. Default: the address of the peer. */
  readonly addressHeader?: string | undefined;
  /** Told of every request that is refused here. Holds nothing of the token. */
  readonly onRefused?: ((refused: { readonly reason: string; readonly address: string }) => void) | undefined;
}

export interface RequestPeer {
  readonly address?: string | undefined;
}

/** Who is calling, for `createMcpHandler` and `serveHttp`. */
export interface Authentication {
  readonly authenticate: (request: Request, peer?: RequestPeer) => Promise<Caller | Response>;
  /** Serve them beside the protocol. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Frees sockets. Safe to call twice. */
  close(): Promise<void>;
}

/** Makes this server a resource server of OAuth 2.1: it believes tokens, and never passes one on. */
export function createAuthenticate(options: AuthenticateOptions): Authentication {
  const { resource, verifiers, scopes, initialScopes = [], tools, onRefused } = options;
  const authorizationServers = options.authorizationServers ?? [...new Set(verifiers.flatMap(({ issuers }) => issuers))];
  const parts: Parts = {
    options,
    verdicts: createVerdicts(),
    guesses: createGuesses(options.guesses),
    // Without an authorization server there is nothing that a client could do with it.
    metadataUrl: authorizationServers.length === 0 ? undefined : metadataUrl(resource),
  };
  return {
    async authenticate(request, peer = {}) {
      const address = addressOf(request, peer, options.addressHeader);
      const known = await identify(parts, request, address);
      if (known instanceof Response) return known;
      const missing = stepUp({ request, caller: known.caller, rules: scopes, tools });
      if (missing === undefined) return withAddress(known.caller, address, options);
      onRefused?.({ reason: 'insufficient_scope', address });
      const description = 'This tool needs a permission that the token does not hold.';
      return challenge(403, { metadataUrl: parts.metadataUrl, error: 'insufficient_scope', description, scopes: missing });
    },
    routes:
      authorizationServers.length === 0
        ? {}
        : metadataRoutes({
            resource,
            authorizationServers,
            scopes: [...new Set([...initialScopes, ...(scopes?.names ?? [])])],
            title: options.title,
            documentation: options.documentation,
          }),
    async close() {
      await Promise.all(verifiers.map(async (verifier) => verifier.close?.()));
    },
  };
}

interface Parts {
  readonly options: AuthenticateOptions;
  readonly verdicts: Verdicts;
  readonly guesses: ReturnType<typeof createGuesses>;
  readonly metadataUrl: string | undefined;
}

async function identify(
  { options, verdicts, guesses, metadataUrl }: Parts,
  request: Request,
  address: string,
): Promise<Verified | Response> {
  const { verifiers, initialScopes, onRefused } = options;
  const refuse = (reason: string, response: Response) => {
    onRefused?.({ reason, address });
    return response;
  };
  const bearer = bearerOf(request);
  if (bearer.kind === 'none') return refuse('no_token', challenge(401, { metadataUrl, scopes: initialScopes }));
  if (bearer.kind === 'invalid')
    return refuse('malformed', challenge(400, { metadataUrl, error: 'invalid_request', description: bearer.message }));
  try {
    const known = verdicts.known(bearer.token);
    if (known !== undefined) return known;
    const waitMs = guesses.waitMs(address);
    if (waitMs > 0) return refuse('too_many_guesses', wait(429, 'Too many bad tokens came from this address.', waitMs));
    const verifier = verifiers.find((one) => one.accepts(bearer.token));
    if (verifier === undefined) throw new TokenRefused('unknown_issuer');
    return await verdicts.find(bearer.token, verifier);
  } catch (error) {
    if (!(error instanceof TokenRefused)) return refuse('unavailable', unavailable(error));
    guesses.failed(address);
    const description = error.reason === 'expired' ? 'The token has expired.' : 'The token is not valid here.';
    return refuse(error.reason, challenge(401, { metadataUrl, error: 'invalid_token', description, scopes: initialScopes }));
  }
}

/** Who calls cannot be found out now: nobody is let in. */
function unavailable(error: unknown): Response {
  const { code, retryAfterMs = 1_000 } = ConnectorError.from(error);
  if (code === 'internal') throw error;
  return wait(503, 'Tokens cannot be checked now.', retryAfterMs);
}

function addressOf(request: Request, { address }: RequestPeer, header: string | undefined): string {
  const forwarded = header === undefined ? undefined : request.headers.get(header)?.split(',').at(-1)?.trim();
  return forwarded === undefined || forwarded === '' ? (address ?? 'unknown') : forwarded;
}

function withAddress(caller: Caller, address: string, { addressHeader }: AuthenticateOptions): Caller {
  return addressHeader === undefined ? caller : { ...caller, source: { transport: 'http', address } };
}
