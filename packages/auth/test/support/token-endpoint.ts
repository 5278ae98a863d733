import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';

export interface TokenEndpoint {
  readonly url: string;
  /** A refresh token of a user who has just consented. */
  consent(user: string): string;
  /** Refreshes that each user had. */
  readonly refreshes: ReadonlyMap<string, number>;
  /** Users who were thrown out because an old refresh token was shown again. */
  readonly thrownOut: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A token endpoint as strict as OAuth 2.1 allows: each refresh token works once, and showing it twice ends the consent. */
export async function startTokenEndpoint({ delayMs = 0 }: { readonly delayMs?: number } = {}): Promise<TokenEndpoint> {
  const live = new Map<string, string>();
  const used = new Map<string, string>();
  const refreshes = new Map<string, number>();
  const thrownOut = new Set<string>();
  const refresh = (token: string) => {
    const user = live.get(token);
    if (user === undefined || thrownOut.has(user)) {
      const owner = used.get(token);
      if (owner !== undefined) thrownOut.add(owner);
      return { status: 400, body: { error: 'invalid_grant', error_description: 'expired access/refresh token' } };
    }
    live.delete(token);
    used.set(token, user);
    refreshes.set(user, (refreshes.get(user) ?? 0) + 1);
    const next = randomUUID();
    live.set(next, user);
    return { status: 200, body: { access_token: `${user}:${randomUUID()}`, refresh_token: next, token_type: 'bearer', expires_in: 1_800 } };
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const answer = refresh(new URLSearchParams(body).get('refresh_token') ?? '');
      setTimeout(() => {
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      }, delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    consent(user) {
      const token = randomUUID();
      live.set(token, user);
      return token;
    },
    refreshes,
    thrownOut,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
