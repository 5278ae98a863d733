/** What a request shows to say who it is. */
export type Bearer =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'none' }
  /** Shown in a way that is not allowed. */
  | { readonly kind: 'invalid'; readonly message: string };

/** The most characters of a token that are looked at. */
const maxLength = 16_384;
const header = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** The token of a request (RFC 6750): from one `Authorization` header, and from nowhere else. */
export function bearerOf(request: Request): Bearer {
  if (new URL(request.url).searchParams.has('access_token'))
    return { kind: 'invalid', message: 'Tokens in the address end up in logs; use the Authorization header.' };
  const value = request.headers.get('authorization');
  if (value === null) return { kind: 'none' };
  if (value.length > maxLength) return { kind: 'invalid', message: 'The token is too long.' };
  const [, token] = header.exec(value) ?? [];
  return token === undefined ? { kind: 'invalid', message: 'The Authorization header holds no bearer token.' } : { kind: 'token', token };
}
