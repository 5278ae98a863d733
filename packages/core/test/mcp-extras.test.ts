import { ask, serve } from './mcp/fetch.ts';
import { expect, it } from 'vitest';
import { listen } from './mcp/stream.ts';
import { createToolkit } from '@causeway/core';
import { everything } from './everything/server.ts';
import { until } from './mcp/probe-toolkit.ts';

const toolkit = () => createToolkit({ connectors: [everything()], maxNameLength: 64 });

/** The log messages that a client gets that asks for a level. */
async function logged(logging: boolean, level?: string): Promise<readonly unknown[]> {
  const meta = level === undefined ? {} : { 'io.modelcontextprotocol/logLevel': level };
  const response = await ask(serve(toolkit(), { logging }), 'tools/call', { name: 'test_logging_tool' }, { meta });
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) return [];
  const listener = listen(response, new AbortController());
  await until(listener.ended);
  return listener.messages.filter(({ method }) => method === 'notifications/message').map(({ params }) => params);
}

it('a protocol log message goes to a client that wants its level', async () => {
  expect(await logged(true, 'info')).toEqual([{ level: 'info', data: 'A message' }]);
  expect(await logged(true, 'debug')).toEqual([{ level: 'info', data: 'A message' }]);
});

it('it goes to no client that wants graver ones, or did not ask, and from no server that does not log', async () => {
  expect(await logged(true, 'warning')).toEqual([]);
  expect(await logged(true)).toEqual([]);
  expect(await logged(false, 'info')).toEqual([]);
});

it('a tool knows what its client can do', async () => {
  const sampling = { 'io.modelcontextprotocol/clientCapabilities': { sampling: {} } };
  const answer = await ask(serve(toolkit()), 'tools/call', { name: 'test_input_required_result_capabilities' }, { meta: sampling });
  const { result } = (await answer.json()) as { readonly result: { readonly inputRequests: Readonly<Record<string, unknown>> } };
  expect(Object.keys(result.inputRequests)).toEqual(['greeting']);
});
