import { approval, audit, fileSink, retry, telemetry, type TelemetryOptions } from '@causeway/middleware';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectorError, createHttp, traceContext, type CallContext, type CallRequest } from '@causeway/core';
import { createDesk, done, failed, kit, person, reply } from './desk.ts';
import { records, scratch } from './audit-log.ts';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { startTracing } from './tracing.ts';

const caller = person({}, { protocolVersion: '2026-07-28', source: { transport: 'http', address: '192.0.2.1' } });
const get: CallRequest = { name: 'desk_get_record', arguments: { object: 'Contact', id: 'c1' }, caller };
const update: CallRequest = {
  name: 'desk_update_record',
  arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } },
  caller,
  canAsk: ['form'],
};
const start = (options: TelemetryOptions = {}) => {
  const desk = createDesk();
  return { desk, toolkit: kit(desk, [telemetry(options)]) };
};

describe('telemetry with an SDK', () => {
  let sdk: ReturnType<typeof startTracing>;
  beforeEach(() => {
    sdk = startTracing();
  });
  afterEach(() => sdk.stop());

  it('makes a server span for a call', async () => {
    done(await start().toolkit.call(get));
    const [span] = sdk.spans();
    expect(span?.name).toBe('tools/call desk_get_record');
    expect(span?.kind).toBe(SpanKind.SERVER);
    expect(span?.attributes).toEqual({
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'desk_get_record',
      'gen_ai.operation.name': 'execute_tool',
      'mcp.protocol.version': '2026-07-28',
      'network.transport': 'tcp',
      'client.address': '192.0.2.1',
      'causeway.connector.name': 'desk',
    });
  });

  it('is the child of what the client traces, and linked to what surrounds it here', async () => {
    const ambient = trace.getTracer('test').startSpan('POST /mcp');
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await context.with(trace.setSpan(context.active(), ambient), () =>
      start().toolkit.call({ ...get, prepare: (given) => given.with(traceContext, { traceparent }) }),
    );
    const [span] = sdk.spans();
    expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(span?.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(span?.links.map((link) => link.context.spanId)).toEqual([ambient.spanContext().spanId]);
  });

  it('says how a call failed, without its words', async () => {
    const { desk, toolkit } = start();
    desk.faults.push(new ConnectorError('conflict', 'secret words'));
    failed(await toolkit.call(get));
    const [span] = sdk.spans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span?.attributes).toMatchObject({ 'error.type': 'tool_error', 'causeway.error.code': 'conflict' });
    expect(JSON.stringify([span?.attributes, span?.events, span?.status])).not.toContain('secret');
  });

  it('has no span names of the caller’s choice', async () => {
    await start().toolkit.call({ name: 'anything at all', caller });
    expect(sdk.spans().map(({ name }) => name)).toEqual(['tools/call']);
  });

  it('measures the duration of requests in seconds, in the buckets of the convention', async () => {
    const { desk, toolkit } = start();
    done(await toolkit.call(get));
    desk.faults.push(new ConnectorError('conflict', 'no'));
    failed(await toolkit.call(get));
    const [metric] = await sdk.metrics();
    expect([metric?.descriptor.name, metric?.descriptor.unit]).toEqual(['mcp.server.operation.duration', 's']);
    const points = (metric?.dataPoints ?? []) as readonly {
      attributes: object;
      value: { count: number; buckets: { boundaries: number[] } };
    }[];
    expect(points.map(({ attributes, value }) => [attributes, value.count])).toEqual([
      [
        {
          'mcp.method.name': 'tools/call',
          'gen_ai.tool.name': 'desk_get_record',
          'gen_ai.operation.name': 'execute_tool',
          'mcp.protocol.version': '2026-07-28',
          'network.transport': 'tcp',
        },
        1,
      ],
      [expect.objectContaining({ 'error.type': 'tool_error' }), 1],
    ]);
    expect(points[0]?.value.buckets.boundaries).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300]);
  });

  it('keeps arguments and answers to itself unless asked', async () => {
    done(await start().toolkit.call(get));
    done(await start({ captureArguments: true, captureResults: true }).toolkit.call(get));
    const [plain, full] = sdk.spans();
    expect(JSON.stringify(plain?.attributes)).not.toMatch(/Ann|c1/);
    expect(full?.attributes['gen_ai.tool.call.arguments']).toBe('{"object":"Contact","id":"c1"}');
    expect(full?.attributes['gen_ai.tool.call.result']).toContain('Ann Lee');
  });

  it('makes spans for views and completions, and a child for a preview; a question is no failure', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [telemetry(), approval()]);
    done(await toolkit.read({ uri: 'desk://record/Account/a1', caller }));
    await toolkit.complete({
      of: { view: 'desk://record/{object}/{id}' },
      argument: 'id',
      typed: '',
      variables: { object: 'Contact' },
      caller,
    });
    const asked = await toolkit.call(update);
    done(await toolkit.call({ ...update, reply: reply(asked, 'accept') }));
    const spans = sdk.spans();
    expect(spans.map(({ name, kind, status, attributes }) => [name, kind, status.code, attributes['causeway.outcome']])).toEqual([
      ['resources/read desk_get_record', SpanKind.SERVER, SpanStatusCode.UNSET, undefined],
      ['completion/complete desk_find_records', SpanKind.SERVER, SpanStatusCode.UNSET, undefined],
      ['tools/call desk_update_record', SpanKind.INTERNAL, SpanStatusCode.UNSET, undefined],
      ['tools/call desk_update_record', SpanKind.SERVER, SpanStatusCode.UNSET, 'pending'],
      ['tools/call desk_update_record', SpanKind.INTERNAL, SpanStatusCode.UNSET, undefined],
      ['tools/call desk_update_record', SpanKind.SERVER, SpanStatusCode.UNSET, undefined],
    ]);
    expect(spans[2]?.parentSpanContext?.spanId).toBe(spans[3]?.spanContext().spanId);
  });

  it('makes a child span for each upstream request, and hands it on', async () => {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers['traceparent'] as string | undefined);
      response.statusCode = seen.length === 1 ? 503 : 200;
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const http = createHttp({ origins: [origin], allowPrivate: true });
    const desk = createDesk();
    const tool = desk.connector.tools.find(({ name }) => name === 'get_record') ?? {};
    const run = async (_: unknown, call: CallContext) => {
      const { status } = await http(call, { method: 'GET', url: `${origin}/records/c1?q=secret` });
      if (status !== 200) throw new ConnectorError('unavailable', 'down');
      return { object: 'Contact', id: 'c1', fields: {} };
    };
    Object.assign(tool, { run });
    done(await kit(desk, [telemetry(), retry({ baseMs: 1 })]).call(get));
    await http.close();
    server.close();
    const [first, second, call] = sdk.spans();
    expect([first, second].map((span) => [span?.name, span?.kind, span?.parentSpanContext?.spanId])).toEqual([
      ['GET', SpanKind.CLIENT, call?.spanContext().spanId],
      ['GET', SpanKind.CLIENT, call?.spanContext().spanId],
    ]);
    expect(first?.attributes).toMatchObject({
      'http.request.method': 'GET',
      'http.response.status_code': 503,
      'error.type': '503',
      'server.address': '127.0.0.1',
    });
    expect(JSON.stringify([first?.attributes, second?.attributes])).not.toMatch(/records|secret/);
    expect(seen).toEqual([first, second].map((span) => `00-${span?.spanContext().traceId}-${span?.spanContext().spanId}-01`));
    expect(call?.attributes['causeway.attempts']).toBe(2);
  });

  it('gives the audit its trace', async () => {
    const directory = scratch();
    const log = audit({ sinks: [fileSink({ directory })] });
    done(await kit(createDesk(), [telemetry(), log]).call(get));
    await log.close();
    const [span] = sdk.spans();
    expect(records(directory)[0]).toMatchObject({ trace_id: span?.spanContext().traceId, span_id: span?.spanContext().spanId });
  });
});

describe('telemetry without an SDK', () => {
  it('changes nothing of the call', async () => {
    const seen: unknown[] = [];
    const desk = createDesk();
    const toolkit = kit(desk, [(call, next) => (seen.push(call), next(call)), telemetry(), (call, next) => (seen.push(call), next(call))]);
    done(await toolkit.call(get));
    expect(seen[1]).toBe(seen[0]);
  });
});
