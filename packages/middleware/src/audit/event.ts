import { callerKey, traceContext, type Call, type Caller, type ConnectorError } from '@causeway/core';
import type { AuditEvent, AuditPrincipal, AuditTarget, Outcome } from './record.ts';
import { countOf } from './counts.ts';
import { fingerprint } from '../guard/fingerprint.ts';
import { isRefusal } from '../refusal.ts';
import type { Journal } from '../journal.ts';
import { isCode } from '../code.ts';
import { plain, plainList } from './plain.ts';
import { randomUUID } from 'node:crypto';

/** What is known of an attempt before it runs. */
export type Start = Omit<AuditEvent, 'kind' | 'outcome'>;

const maxIds = 100;

export function describeCaller({ principal, tenant, client, source, protocolVersion }: Caller): Partial<AuditEvent> {
  const who: AuditPrincipal | undefined =
    principal === undefined
      ? undefined
      : {
          sub: plain(principal.id),
          ...(principal.issuer === undefined ? {} : { iss: plain(principal.issuer) }),
          ...(principal.clientId === undefined ? {} : { client_id: plain(principal.clientId) }),
          ...(principal.roles.length === 0 ? {} : { roles: plainList(principal.roles) }),
        };
  return {
    ...(tenant === undefined ? {} : { tenant: plain(tenant) }),
    ...(who === undefined ? {} : { principal: who }),
    ...(client === undefined
      ? {}
      : { client: { name: plain(client.name), ...(client.version === undefined ? {} : { version: plain(client.version) }) } }),
    ...(source === undefined
      ? {}
      : {
          source: {
            transport: source.transport,
            ...(source.address === undefined ? {} : { ip: plain(source.address) }),
            ...(source.userAgent === undefined ? {} : { ua: plain(source.userAgent) }),
          },
        }),
    ...(protocolVersion === undefined ? {} : { protocol_version: plain(protocolVersion) }),
  };
}

export function describeStart(call: Call, time: string): Start {
  const { tool, connector, context } = call;
  const known = tool !== undefined && connector !== undefined;
  return {
    id: randomUUID(),
    time,
    call_id: context.id,
    via: call.via,
    operation: plain(call.name),
    ...describeCaller(context.get(callerKey)),
    ...(known
      ? {
          connector: { kind: connector.kind, name: connector.name, version: connector.version },
          effect: call.via === 'preview' ? 'read' : tool.effect,
          tool_fingerprint: fingerprint({ name: call.name, connector, tool }),
        }
      : {}),
    ...trace(context.get(traceContext).traceparent),
  };
}

/** What the attempt touched, as far as it is known by now. */
export function describeTargets({ access, connector, context }: Call): Partial<AuditEvent> {
  const ids = new Map<string, Set<string>>();
  for (const { object, ids: named = [] } of access) ids.set(object, new Set([...(ids.get(object) ?? []), ...named]));
  for (const [object, touched] of context.trail.log.touched) ids.set(object, new Set([...(ids.get(object) ?? []), ...touched]));
  if (ids.size === 0) return {};
  const system = connector === undefined ? {} : { system: connector.name };
  return { target: [...ids].map(([type, known]) => ({ type: plain(type), ...system, ...describeIds(known) })) };
}

function describeIds(ids: ReadonlySet<string>): Omit<AuditTarget, 'type'> {
  if (ids.size === 0) return {};
  return { ids: plainList([...ids].slice(0, maxIds)), ...(ids.size > maxIds ? { id_count: ids.size } : {}) };
}

/** What the layers beneath wrote down. */
export function describeJournal({ notes }: Journal, call: Call): Partial<AuditEvent> {
  const decided = notes.decisions.at(-1);
  const classes = [...call.context.trail.log.columns.values()]
    .flat()
    .flatMap((origin) => (origin.class === undefined ? [] : [origin.class]));
  return {
    ...(decided === undefined
      ? {}
      : {
          policy: {
            decision: decided.decision,
            mode: decided.mode,
            ...(decided.rule === undefined ? {} : { rule_id: decided.rule }),
            ...(decided.reason === undefined ? {} : { reason: plain(decided.reason) }),
          },
        }),
    ...(notes.approvals.length === 0 ? {} : { approvals: notes.approvals }),
    ...(notes.redactions.size === 0 ? {} : { redactions: [...notes.redactions].map(([name, count]) => ({ class: plain(name), count })) }),
    ...(notes.cache === undefined ? {} : { cache: notes.cache }),
    ...(classes.length === 0 ? {} : { data_classes: plainList([...new Set(classes)].sort()) }),
  };
}

/** How an attempt ended that gave an answer. */
export function describeOutput(output: unknown, attempts: number): Partial<AuditEvent> & { readonly outcome: Outcome } {
  const counts = countOf(output);
  const { succeeded = 0, failed = 0 } = counts;
  const all = { ...counts, ...(attempts > 1 ? { attempts } : {}) };
  return {
    outcome: failed === 0 ? 'success' : succeeded === 0 ? 'failure' : 'partial',
    ...(Object.keys(all).length === 0 ? {} : { counts: all }),
  };
}

/** How an attempt ended that failed. The error's message stays out: it may quote a record. */
export function describeError(error: ConnectorError, attempts: number): Partial<AuditEvent> & { readonly outcome: Outcome } {
  const { code, retryable, upstream } = error;
  return {
    outcome: outcomeOf(error),
    error: {
      code,
      retryable,
      ...(upstream?.code === undefined || !isCode(upstream.code) ? {} : { upstream_code: upstream.code }),
      ...(upstream?.status === undefined ? {} : { upstream_status: upstream.status }),
    },
    ...(attempts > 1 ? { counts: { attempts } } : {}),
  };
}

function outcomeOf(error: ConnectorError): Outcome {
  if (isRefusal(error) && (error.code === 'permission_denied' || error.code === 'rate_limited')) return 'denied';
  return error.code === 'internal' || error.code === 'unknown_outcome' ? 'error' : 'failure';
}

function trace(traceparent: string | undefined): Partial<AuditEvent> {
  const [, trace_id, span_id] = traceparent?.split('-') ?? [];
  return trace_id === undefined || span_id === undefined ? {} : { trace_id, span_id };
}
