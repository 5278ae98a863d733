import type { Effect, ErrorCode } from '@causeway/core';

/** How an attempt ended. `pending`: it waits for a person's answer and starts again with the same `call_id`. */
export type Outcome = 'success' | 'partial' | 'failure' | 'denied' | 'error' | 'pending';

/**
 * What a record is about.
 * `intent`: a write is about to be made. `resumed`: the same write goes on after a person's answer. `outcome`: an attempt ended.
 * `refused`: the transport turned a caller away. `checkpoint`: a signature over the chain so far. `repaired`: after a crash, a line
 * that was not written to its end was cut off. `lost`: records that a sink failed to take and that were no longer kept for it.
 */
export type RecordKind = 'intent' | 'resumed' | 'outcome' | 'refused' | 'checkpoint' | 'repaired' | 'lost';

export interface AuditPrincipal {
  readonly iss?: string;
  readonly sub: string;
  readonly client_id?: string;
  readonly roles?: readonly string[];
}

export interface AuditTarget {
  readonly type: string;
  /** At most 100; `id_count` says how many there were. */
  readonly ids?: readonly string[];
  readonly id_count?: number;
  /** The connector's name. */
  readonly system?: string;
}

/** What happened, before it is chained. Keys are those of the record as it is stored. */
export interface AuditEvent {
  readonly kind: RecordKind;
  readonly id: string;
  /** ISO 8601, UTC: when the attempt began, or for other kinds when it was written. */
  readonly time: string;
  /** Equal for the intent, the outcome, the preview and all attempts of one call. */
  readonly call_id?: string;
  readonly via?: 'tool' | 'view' | 'completion' | 'preview';
  readonly duration_ms?: number;
  readonly tenant?: string;
  readonly principal?: AuditPrincipal;
  readonly client?: { readonly name: string; readonly version?: string };
  readonly source?: { readonly ip?: string; readonly ua?: string; readonly transport?: string };
  readonly protocol_version?: string;
  readonly connector?: { readonly kind: string; readonly name: string; readonly version: string };
  readonly operation?: string;
  readonly effect?: Effect;
  /** Hash of the tool's name, description, schemas and hints, as `causeway-surface` locks it. */
  readonly tool_fingerprint?: string;
  readonly target?: readonly AuditTarget[];
  /** HMAC-SHA-256 over the canonical arguments, base64url. */
  readonly arguments_hash?: string;
  /** Opt-in, as the `content` option made them. */
  readonly arguments?: unknown;
  readonly policy?: { readonly decision: string; readonly rule_id?: string; readonly reason?: string; readonly mode: string };
  readonly approvals?: readonly { readonly by: string; readonly action: string; readonly digest: string }[];
  readonly outcome?: Outcome;
  readonly error?: {
    readonly code: ErrorCode;
    readonly retryable: boolean;
    readonly upstream_code?: string;
    readonly upstream_status?: number;
  };
  readonly reason?: string;
  readonly counts?: {
    readonly rows?: number;
    readonly succeeded?: number;
    readonly failed?: number;
    readonly attempts?: number;
    readonly bytes?: number;
    readonly records?: number;
  };
  readonly cache?: string;
  readonly data_classes?: readonly string[];
  readonly redactions?: readonly { readonly class: string; readonly count: number }[];
  readonly trace_id?: string;
  readonly span_id?: string;
  /** Of a checkpoint: Ed25519 JWS over `{ chain, seq, hash }` of the record before it. */
  readonly signature?: string;
}

/** An event in its place in a chain. */
export interface AuditRecord extends AuditEvent {
  readonly v: 1;
  readonly chain: string;
  /** From 1, without gaps. */
  readonly seq: number;
  /** Hash of the record before; for the first one 43 times `A`. */
  readonly prev_hash: string;
  /** Name of the HMAC key; `sha256` when the chain has no key. */
  readonly key_id: string;
}

/** A record with its hash: SHA-256 or HMAC-SHA-256 over its canonical JSON (RFC 8785), base64url. */
export interface SealedRecord {
  readonly hash: string;
  readonly record: AuditRecord;
  /** `{"hash":…,"record":…}`, canonical, without line feed: what is stored. */
  readonly line: string;
}

/** The last record of a chain. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export const genesis: ChainHead = { seq: 0, hash: 'A'.repeat(43) };
