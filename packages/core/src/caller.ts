import { createHash } from 'node:crypto';
import { createKey, type Key } from './key.ts';

/** Who is calling: the verified subject of a token or key. */
export interface Principal {
  /** Unique within its issuer. */
  readonly id: string;
  readonly issuer?: string;
  /** The OAuth client or application that acts for the subject. */
  readonly clientId?: string;
  readonly name?: string;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

/** Everything governance knows of a caller. Connectors never read it. */
export interface Caller {
  readonly principal?: Principal;
  readonly tenant?: string;
  /** The MCP client program. */
  readonly client?: { readonly name: string; readonly version?: string };
  readonly source?: { readonly transport: 'http' | 'stdio' | 'direct'; readonly address?: string; readonly userAgent?: string };
  readonly protocolVersion?: string;
}

export const anonymous: Caller = {};

/** Who makes this call. For middleware, authentication and hosts; a lint rule keeps connectors from reading it. */
export const callerKey: Key<Caller> = createKey<Caller>('caller', anonymous);

/** An opaque key, equal for equal tenant and principal, in every process. */
export function partitionOf(caller: Caller): string {
  const { principal, tenant } = caller;
  if (principal === undefined && tenant === undefined) return 'anonymous';
  const identity = JSON.stringify([tenant ?? null, principal?.issuer ?? null, principal?.id ?? null]);
  return createHash('sha256').update(identity).digest('base64url');
}
