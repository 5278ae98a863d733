import { TokenRefused } from './verifier.ts';

/** The members of a verified token. */
export type Claims = Readonly<Record<string, unknown>>;

/** Where a claim is: its name, or the way to it through objects: `realm_access.roles`. A name that has dots is found by itself first. */
export type ClaimPath = string;

export function claimAt(claims: Claims, path: ClaimPath): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Claims)[step];
  }
  return value;
}

/** The first text that is there. */
export function textAt(claims: Claims, paths: readonly ClaimPath[]): string | undefined {
  for (const path of paths) {
    const value = claimAt(claims, path);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** All words of several claims: lists of texts, and texts with words between spaces, as scopes are written. */
export function wordsAt(claims: Claims, paths: readonly ClaimPath[]): readonly string[] {
  const words = paths.flatMap((path) => {
    const value = claimAt(claims, path);
    if (typeof value === 'string') return value.split(' ');
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  });
  return [...new Set(words.filter((word) => word !== ''))];
}

export function requireText(claims: Claims, paths: readonly ClaimPath[]): string {
  const value = textAt(claims, paths);
  if (value === undefined) throw new TokenRefused('missing_claim');
  return value;
}
