import { afterAll, beforeEach, expect, it } from 'vitest';
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  option,
  record,
  string,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { createMcpHandler } from '@causeway/core/mcp';
import { contractToolkit } from './mcp/contract-toolkit.ts';
import { hostileToolkit } from './mcp/hostile-toolkit.ts';
import { revision } from './mcp/raw.ts';

const errors: unknown[] = [];
const options = { name: 'fuzz', version: '1.0.0', onError: (error: unknown) => errors.push(error) };
const handlers = [
  createMcpHandler(contractToolkit(), options),
  createMcpHandler(contractToolkit(), { ...options, legacy: 'sessions' as const, sessions: { maxSessions: 5 } }),
  createMcpHandler(hostileToolkit({ deadlineMs: 20 }), options),
];
const anyHandler = constantFrom(...handlers);
const outcomes = new Set<string>();
afterAll(() => Promise.all(handlers.map((handler) => handler.close())));
beforeEach(() => {
  errors.length = 0;
  outcomes.clear();
});

/** Mostly what is asked for, sometimes anything. */
const mostly = <T>(usual: Arbitrary<T>): Arbitrary<unknown> =>
  oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: jsonValue() }, { weight: 1, arbitrary: constant(undefined) });

const methods = ['tools/list', 'tools/call', 'resources/list', 'resources/templates/list', 'resources/read', 'resources/subscribe'];
const others = [
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'server/discover',
  'initialize',
  'ping',
  'logging/setLevel',
  'tasks/get',
];
const notifications = ['notifications/initialized', 'notifications/cancelled'];
const method = constantFrom(...methods, ...others, ...notifications);
const names = [
  'demo_find_people',
  'demo_get_portrait',
  'demo_update_person',
  'demo_brief',
  'bad_throw_text',
  'bad_answer_circle',
  'bad_list_numbers',
];
const envelope = record({
  'io.modelcontextprotocol/protocolVersion': mostly(constant(revision)),
  'io.modelcontextprotocol/clientInfo': mostly(constant({ name: 'fuzz', version: '1' })),
  'io.modelcontextprotocol/clientCapabilities': mostly(constantFrom({}, { elicitation: {} })),
  progressToken: oneof({ weight: 5, arbitrary: constant(undefined) }, { weight: 1, arbitrary: jsonValue() }),
  'io.modelcontextprotocol/related-task': oneof({ weight: 9, arbitrary: constant(undefined) }, { weight: 1, arbitrary: jsonValue() }),
  traceparent: option(oneof(constant(`00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`), jsonValue()), { nil: undefined }),
});
const params = record({
  name: mostly(constantFrom(...names, '__proto__')),
  uri: mostly(constantFrom('demo://people', 'demo://portrait/Ada', 'demo://portrait/%', 'x:')),
  arguments: mostly(
    oneof(constant({}), dictionary(constantFrom('name', 'start', 'how', 'person', 'cursor', '__proto__'), oneof(string(), jsonValue()))),
  ),
  ref: mostly(
    record({
      type: constantFrom('ref/prompt', 'ref/resource'),
      name: constantFrom(...names),
      uri: constantFrom('demo://portrait/{name}', 'demo://people'),
    }),
  ),
  argument: mostly(record({ name: constantFrom('name', 'tone', 'person'), value: string() })),
  cursor: oneof({ weight: 5, arbitrary: constant(undefined) }, { weight: 1, arbitrary: jsonValue() }),
  requestState: oneof({ weight: 5, arbitrary: constant(undefined) }, { weight: 1, arbitrary: jsonValue() }),
  inputResponses: oneof({ weight: 5, arbitrary: constant(undefined) }, { weight: 1, arbitrary: dictionary(string(), jsonValue()) }),
  protocolVersion: mostly(constantFrom('2025-11-25')),
  capabilities: mostly(constant({})),
  clientInfo: mostly(constant({ name: 'fuzz', version: '1' })),
  _meta: mostly(envelope),
});
const message = record({
  jsonrpc: mostly(constant('2.0')),
  id: mostly(constantFrom(1, 'one')),
  method: mostly(method),
  params: mostly(params),
});
const wellFormed = record({
  jsonrpc: constant('2.0'),
  id: constant(1),
  method: constant('tools/call'),
  params: record({ name: constantFrom(...names), arguments: constant({}), _meta: envelope }),
});
const body = oneof(
  { weight: 20, arbitrary: message },
  { weight: 3, arbitrary: wellFormed },
  { weight: 1, arbitrary: array(message, { maxLength: 3 }) },
  { weight: 1, arbitrary: jsonValue() },
);

/** What a header can carry. */
const headerOf = (value: unknown) => (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value : undefined);
const header = oneof({ weight: 1, arbitrary: string().map(headerOf) }, { weight: 1, arbitrary: constant(undefined) });

/** Headers that repeat what a body says. */
function agreeing(sent: unknown): Readonly<Record<string, string | undefined>> {
  const members = (value: unknown) => (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const { method: called, params: given } = members(sent);
  const { name, uri } = members(given);
  return {
    'mcp-protocol-version': revision,
    'mcp-method': headerOf(called),
    'mcp-name': headerOf(called === 'resources/read' ? uri : name),
  };
}

type Handler = (typeof handlers)[number];

async function check(handler: Handler, sent: unknown, headers: Readonly<Record<string, string | undefined>>): Promise<void> {
  const chosen = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const fixed = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers: { ...fixed, ...Object.fromEntries(chosen) },
    body: JSON.stringify(sent) ?? 'null',
  });
  const response = await handler.fetch(request);
  const text = await response.text();
  expect([200, 202, 400, 404]).toContain(response.status);
  expect(text).not.toMatch(/hunter2|node_modules|\.ts:\d/);
  for (const answer of messagesOf(text)) {
    expect(answer).toMatchObject({ jsonrpc: '2.0' });
    outcomes.add(answer.error === undefined ? (answer.result?.isError === true ? 'failed' : 'done') : String(answer.error.code));
  }
}

interface Answer {
  readonly result?: { readonly isError?: boolean };
  readonly error?: { readonly code: number };
}

function messagesOf(text: string): readonly Answer[] {
  if (text === '') return [];
  if (!/^(event)?:/.test(text)) return [JSON.parse(text) as Answer].flat();
  return text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [JSON.parse(line.slice(6)) as Answer] : []));
}

const internal = () => errors.filter((error) => !(error instanceof Error) || error instanceof TypeError || error instanceof RangeError);

it('whatever arrives as the newest revision is answered or rejected in the words of the protocol, and breaks nothing', async () => {
  await assert(
    asyncProperty(anyHandler, body, (handler, sent) => check(handler, sent, agreeing(sent))),
    { numRuns: 3_000 },
  );
  expect([...outcomes]).toEqual(expect.arrayContaining(['done', 'failed', '-32602', '-32601', '-32600']));
  expect(internal()).toEqual([]);
}, 60_000);

it('so is whatever arrives with other headers, or as an older revision', async () => {
  const some = record({ 'mcp-protocol-version': oneof(constant('2025-11-25'), header), 'mcp-method': header, 'mcp-session-id': header });
  const legacy = body.map((sent) => withoutEnvelope(sent));
  await assert(
    asyncProperty(anyHandler, boolean(), body, legacy, some, (handler, old, sent, stripped, headers) =>
      check(handler, old ? stripped : sent, old ? { 'mcp-protocol-version': headers['mcp-protocol-version'] } : headers),
    ),
    { numRuns: 1_500 },
  );
  expect([...outcomes]).toEqual(expect.arrayContaining(['done', '-32602', '-32601', '-32600', '-32020', '-32001']));
  expect(internal()).toEqual([]);
}, 60_000);

function withoutEnvelope(sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null || !('params' in sent) || typeof sent.params !== 'object') return sent;
  return { ...sent, params: { ...sent.params, _meta: undefined } };
}
