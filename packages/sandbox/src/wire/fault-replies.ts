import { json, type Exchange, type Reply } from './exchange.ts';
import type { Fault, ReplyFault } from './faults.ts';
import type { Service } from './service.ts';

type Instead = Extract<ReplyFault, { kind: 'status' | 'preset' | 'html' | 'redirect' }>;

/** What is answered in place of the vendor's handler. */
const instead: { readonly [K in Instead['kind']]: (fault: Extract<Instead, { kind: K }>, exchange: Exchange, service: Service) => Reply } =
  {
    status: ({ status, body, headers, contentType }) => {
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const type =
        contentType === undefined
          ? typeof body === 'string'
            ? 'text/plain'
            : body === undefined
              ? null
              : 'application/json'
          : contentType;
      return { status, headers: { ...(type !== null && { 'content-type': type }), ...headers }, ...(text !== undefined && { body: text }) };
    },
    preset: ({ name }, exchange, service) =>
      service.presets?.[presetKey(name)]?.(exchange) ?? json(500, { message: `unknown preset ${name}` }),
    html: ({ status = 200 }) => ({ status, headers: { 'content-type': 'text/html' }, body: page }),
    redirect: ({ location, status = 302 }) => ({ status, headers: { location } }),
  };

const page = '<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>Please wait</h1></body></html>';

/** The reply with which the first such fault takes the handler's place. */
export function replacement(faults: readonly Fault[], exchange: Exchange, service: Service): Reply | undefined {
  const fault = faults.find((each): each is Instead => each.kind in instead);
  if (!fault) return undefined;
  const make = instead[fault.kind] as (fault: Instead, exchange: Exchange, service: Service) => Reply;
  return make(fault, exchange, service);
}

/** The reply as the faults deform it. */
export function deformed(faults: readonly Fault[], reply: Reply): Reply {
  return faults.reduce((current, fault) => {
    if (fault.kind === 'bad-json') return { ...current, body: half(current.body) };
    if (fault.kind === 'content-type') return withType(current, fault.value);
    return current;
  }, reply);
}

function half(body: Reply['body'] = ''): Buffer {
  const bytes = Buffer.from(body);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function withType(reply: Reply, type: string | null): Reply {
  const others = Object.entries(reply.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-type');
  return { ...reply, headers: { ...Object.fromEntries(others), ...(type !== null && { 'content-type': type }) } };
}

/** `session-expired` of `salesforce.session-expired`. */
export function presetKey(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
