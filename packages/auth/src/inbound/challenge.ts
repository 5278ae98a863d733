/** What an answer that asks for a token says (RFC 6750, RFC 9728). */
export interface Challenge {
  readonly metadataUrl: string | undefined;
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  readonly description?: string;
  readonly scopes?: readonly string[] | undefined;
}

export function challenge(status: 400 | 401 | 403, { metadataUrl, error, description, scopes = [] }: Challenge): Response {
  const parameters = {
    ...(error === undefined ? {} : { error }),
    ...(description === undefined ? {} : { error_description: description }),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    ...(metadataUrl === undefined ? {} : { resource_metadata: metadataUrl }),
  };
  const text = Object.entries(parameters).map(([name, value]) => `${name}="${value.replaceAll(/["\\]/g, '')}"`);
  return answer(status, description ?? 'This server needs to know who calls.', {
    'www-authenticate': ['Bearer', text.join(', ')].join(' ').trim(),
  });
}

export function wait(status: 429 | 503, message: string, waitMs: number): Response {
  return answer(status, message, { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1_000))) });
}

/** In the words of the protocol, so that every client can read it. */
function answer(status: number, message: string, headers: Readonly<Record<string, string>>): Response {
  const body = { jsonrpc: '2.0', error: { code: -32_000, message }, id: null };
  return Response.json(body, { status, headers: { ...headers, 'cache-control': 'no-store' } });
}
