import { decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { ConnectorError } from '@causeway/core';
import { createFetch, type ProviderNetwork } from '../provider-fetch.ts';
import { createIdentityMapper, type IdentityOptions } from './identity.ts';
import { createKeySet } from './key-set.ts';
import { discover } from '../discovery.ts';
import { TokenRefused, type RefusalCause, type Verifier } from './verifier.ts';

export interface JwtOptions extends ProviderNetwork {
  /** Exactly as tokens name it in `iss`. */
  readonly issuer: string;
  /** What tokens must name in `aud`: the canonical URI of this server (RFC 8707), or what the provider calls it. */
  readonly audience: string | readonly string[];
  /** Where the keys are. Default: where the issuer's metadata says, which must be an allowed origin. */
  readonly jwksUrl?: string | undefined;
  /** Signature algorithms that are believed. Asymmetric ones only. Default RS256, PS256, ES256, EdDSA. */
  readonly algorithms?: readonly string[] | undefined;
  /** Required `typ` of the header: `at+jwt` for providers that keep to RFC 9068. Default: any. */
  readonly typ?: string | undefined;
  /** Seconds by which clocks may differ. Default 30. */
  readonly skewSeconds?: number | undefined;
  readonly identity?: IdentityOptions | undefined;
  readonly keys?: { readonly maxAgeMs?: number | undefined; readonly cooldownMs?: number | undefined } | undefined;
  /** Milliseconds for which a verdict is reused. Default one minute. */
  readonly freshMs?: number | undefined;
}

const shape = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const asymmetric = /^(RS|PS|ES)(256|384|512)$|^EdDSA$|^Ed25519$/;

/** Believes signed tokens of one issuer. */
export function jwtVerifier(options: JwtOptions): Verifier {
  const { issuer, audience, algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'], typ, skewSeconds = 30, freshMs = 60_000 } = options;
  const unsafe = algorithms.find((name) => !asymmetric.test(name));
  if (unsafe !== undefined) throw new TypeError(`"${unsafe}" is not a signature algorithm with a public key.`);
  const fetch = createFetch([issuer, ...(options.jwksUrl === undefined ? [] : [options.jwksUrl])], options);
  const toCaller = createIdentityMapper(options.identity);
  const load = async (): Promise<JSONWebKeySet> => {
    const url = options.jwksUrl ?? (await discover(issuer, fetch)).jwks_uri;
    if (url === undefined) throw new TypeError('The issuer names no keys.');
    const response = await fetch(url, { headers: { accept: 'application/json' } });
    if (response.status !== 200) throw new TypeError(`The keys were answered with ${response.status}.`);
    return (await response.json()) as JSONWebKeySet;
  };
  const keys = createKeySet({ load, ...options.keys });
  const expected = {
    issuer,
    audience: typeof audience === 'string' ? audience : [...audience],
    algorithms: [...algorithms],
    clockTolerance: skewSeconds,
    requiredClaims: ['exp', 'iss', 'aud'],
    ...(typ === undefined ? {} : { typ }),
  };
  return {
    issuers: [issuer],
    accepts: (token) => shape.test(token) && issuerOf(token) === issuer,
    async verify(token) {
      const payload = await verified(token, keys, expected);
      return { caller: toCaller(payload, issuer), freshUntil: Math.min(Date.now() + freshMs, (payload.exp ?? 0) * 1_000) };
    },
    close: () => fetch.http.close(),
  };
}

/** Not yet believed: it only says which verifier is to look. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

async function verified(
  token: string,
  keys: ReturnType<typeof createKeySet>,
  expected: Parameters<typeof jwtVerify>[2],
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys as Parameters<typeof jwtVerify>[1], expected)).payload;
  } catch (error) {
    if (error instanceof TokenRefused || ConnectorError.is(error)) throw error;
    throw new TokenRefused(reasonOf(error));
  }
}

const claimReasons: Readonly<Record<string, RefusalCause>> = {
  aud: 'wrong_audience',
  iss: 'unknown_issuer',
  nbf: 'not_yet_valid',
  iat: 'not_yet_valid',
  exp: 'expired',
};

function reasonOf(error: unknown): RefusalCause {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return 'missing_claim';
    return claimReasons[error.claim] ?? 'malformed';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'bad_algorithm';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknown_key';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad_signature';
  return 'malformed';
}
