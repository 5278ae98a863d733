import { createAuthenticate, jwtVerifier, type AuthenticateOptions, type JwtOptions } from '../../src/index.ts';
import type { Issuer } from './issuer.ts';

export const resource = 'https://mcp.example.com/mcp';

export function ask(token: string, init: { readonly url?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Request {
  return new Request(init.url ?? resource, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...init.headers } });
}

/** A server that believes an issuer, and remembers why it refused. */
export function createResourceServer(issuer: Issuer, options: Partial<JwtOptions> = {}, more: Partial<AuthenticateOptions> = {}) {
  const reasons: string[] = [];
  const verifier = jwtVerifier({ issuer: issuer.url, audience: resource, allowPrivate: true, ...options });
  const { authenticate } = createAuthenticate({
    resource,
    verifiers: [verifier],
    onRefused: ({ reason }) => reasons.push(reason),
    ...more,
  });
  /** The id of who calls, or the status of the refusal. */
  const status = async (request: Request, address = '203.0.113.7') => {
    const answer = await authenticate(request, { address });
    return answer instanceof Response ? answer.status : answer.principal?.id;
  };
  return { authenticate, status, reasons };
}
