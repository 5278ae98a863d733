import { generateKeyPair, exportJWK, type JWK } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface AuthorizationServer {
  readonly issuer: string;
  /** Requests that came for a path. */
  count(path: string): number;
  /** Signs with a new key from now on; the old one is gone. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

export interface AuthorizationServerOptions {
  /** The MCP server: tokens for it are signed and hold it as their audience. */
  readonly resource: string;
  readonly scopes: readonly string[];
  readonly clients?: readonly Readonly<Record<string, unknown>>[];
  /** `opaque`: tokens that have to be looked up. */
  readonly format?: 'jwt' | 'opaque';
}

let keyCount = 0;

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  keyCount += 1;
  return { ...(await exportJWK(privateKey)), kid: `key-${keyCount}`, use: 'sig', alg: 'RS256' };
}

/** `oidc-provider` on loopback; whoever signs in is who they say they are. */
export async function startAuthorizationServer(options: AuthorizationServerOptions): Promise<AuthorizationServer> {
  const counts = new Map<string, number>();
  let handle: ReturnType<Provider['callback']> = () => {};
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const start = async () => {
    handle = new Provider(issuer, configuration(options, await newKey())).callback();
  };
  await start();
  return {
    issuer,
    count: (path) => counts.get(path) ?? 0,
    rotate: start,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration({ resource, scopes, clients = [], format = 'jwt' }: AuthorizationServerOptions, key: JWK): Record<string, unknown> {
  return {
    clients,
    jwks: { keys: [key] },
    scopes: ['openid', 'offline_access', ...scopes],
    cookies: { keys: ['only for tests'] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      ClientCredentials: 600,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 3600,
      Session: 3600,
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: scopes.join(' '),
          audience: resource,
          accessTokenFormat: format,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    clientBasedCORS: () => false,
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
  };
}
