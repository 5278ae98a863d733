import type { AuditRecord, Outcome } from './record.ts';

/** OCSF 1.x API Activity (class 6003) with the profiles trace, security_control and record_integrity. */
export type OcsfEvent = Readonly<Record<string, unknown>>;

const classUid = 6003;
const activities: Readonly<Record<string, number>> = { create: 1, read: 2, update: 3, delete: 4 };
const other = 99;

/** OCSF status: 1 success, 2 failure. What is neither is other. */
const statuses: Readonly<Record<Outcome, { readonly status_id: number; readonly status: string; readonly severity_id: number }>> = {
  success: { status_id: 1, status: 'Success', severity_id: 1 },
  partial: { status_id: other, status: 'Partial', severity_id: 2 },
  failure: { status_id: 2, status: 'Failure', severity_id: 2 },
  denied: { status_id: 2, status: 'Denied', severity_id: 3 },
  error: { status_id: 2, status: 'Error', severity_id: 3 },
  pending: { status_id: other, status: 'Pending', severity_id: 1 },
};

export function toOcsf(record: AuditRecord, hash: string): OcsfEvent {
  const activity_id = activities[record.effect ?? ''] ?? other;
  const denied = record.outcome === 'denied';
  return {
    class_uid: classUid,
    category_uid: 6,
    activity_id,
    type_uid: classUid * 100 + activity_id,
    time: Date.parse(record.time),
    ...(record.outcome === undefined ? { severity_id: 1, status_id: 0 } : statuses[record.outcome]),
    ...(record.duration_ms === undefined ? {} : { duration: Math.round(record.duration_ms) }),
    metadata: {
      version: '1.9.0-dev',
      product: { name: 'Causeway', vendor_name: 'Causeway' },
      profiles: ['security_control', 'record_integrity', ...(record.trace_id === undefined ? [] : ['trace'])],
      uid: record.id,
      sequence: record.seq,
      event_code: record.kind,
      ...(record.tenant === undefined ? {} : { tenant_uid: record.tenant }),
      ...(record.call_id === undefined ? {} : { correlation_uid: record.call_id }),
    },
    actor: actorOf(record),
    src_endpoint: record.source?.ip === undefined ? { name: record.source?.transport ?? 'unknown' } : { ip: record.source.ip },
    ...(record.source?.ua === undefined ? {} : { http_request: { user_agent: record.source.ua } }),
    api: apiOf(record),
    ...(record.target === undefined
      ? {}
      : { resources: record.target.map(({ type, ids, system }) => ({ type, uid: ids?.join(), namespace: system })) }),
    action_id: denied ? 2 : 1,
    disposition_id: denied ? 2 : 1,
    ...(record.policy?.rule_id === undefined ? {} : { policy: { uid: record.policy.rule_id, desc: record.policy.reason } }),
    ...(record.trace_id === undefined ? {} : { trace: { uid: record.trace_id, span: { uid: record.span_id } } }),
    attestation_list: [attestation(record, hash)],
    unmapped: unmapped(record),
  };
}

function actorOf({ principal, client }: AuditRecord): OcsfEvent {
  return {
    ...(principal === undefined
      ? { user: { name: 'anonymous', type_id: 0 } }
      : {
          user: { uid: principal.sub, type_id: 1, groups: principal.roles?.map((name) => ({ name })) },
          ...(principal.iss === undefined ? {} : { idp: { uid: principal.iss } }),
        }),
    ...(client === undefined ? {} : { app_name: client.name }),
    ...(principal?.client_id === undefined ? {} : { app_uid: principal.client_id }),
  };
}

function apiOf({ operation, connector, id, outcome, error, reason }: AuditRecord): OcsfEvent {
  return {
    operation: operation ?? reason ?? 'unknown',
    ...(connector === undefined ? {} : { service: { name: connector.name, version: connector.version }, group: { name: connector.kind } }),
    request: { uid: id },
    ...(outcome === undefined
      ? {}
      : { response: { code: error?.upstream_status ?? 0, ...(error === undefined ? {} : { error: error.code }) } }),
  };
}

function attestation({ chain, prev_hash, key_id, signature }: AuditRecord, hash: string): OcsfEvent {
  const fingerprint = (value: string) => ({
    algorithm_id: 3,
    algorithm: key_id === 'sha256' ? 'SHA-256' : `HMAC-SHA-256 (${key_id})`,
    value,
    serialization: 'RFC 8785',
  });
  return {
    chain_uid: chain,
    prev_event: { fingerprint: fingerprint(prev_hash) },
    fingerprint: fingerprint(hash),
    ...(signature === undefined ? {} : { signatures: [{ algorithm: 'Ed25519', value: signature }] }),
  };
}

/** What the class has no place for. */
function unmapped({
  kind,
  via,
  arguments_hash,
  counts,
  redactions,
  data_classes,
  approvals,
  tool_fingerprint,
  protocol_version,
}: AuditRecord): OcsfEvent {
  return { kind, via, arguments_hash, counts, redactions, data_classes, approvals, tool_fingerprint, protocol_version };
}
