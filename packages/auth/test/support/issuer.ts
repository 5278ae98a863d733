import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import type { AddressInfo } from 'node:net';

export interface Issuer {
  readonly url: string;
  readonly jwk: JWK;
  /** Requests for the keys. */
  readonly looks: number;
  /** Signs claims; those of a good token that are not given are filled in. */
  sign(claims?: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
  answerKeys(answer: () => { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }): void;
  /** Where the metadata says that the keys are. */
  keysAt(url: string): void;
  close(): Promise<void>;
}

/** An issuer whose tokens can be wrong in every way. */
export async function startIssuer(audience: string): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'RS256' };
  let looks = 0;
  let keysAt: string | undefined;
  let answer: Parameters<Issuer['answerKeys']>[0] = () => ({ status: 200, body: { keys: [jwk] } });
  const server = createServer((request, response) => {
    if (request.url === '/.well-known/openid-configuration')
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ issuer: url, jwks_uri: keysAt ?? `${url}/keys` }));
    looks += 1;
    const { status, body = '', headers = {} } = answer();
    return response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    jwk,
    get looks() {
      return looks;
    },
    sign: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const all = { iss: url, aud: audience, sub: 'ada', iat: now, exp: now + 300, ...claims };
      return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(privateKey);
    },
    answerKeys: (next) => void (answer = next),
    keysAt: (next) => void (keysAt = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
