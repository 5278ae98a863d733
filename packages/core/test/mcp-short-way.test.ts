import { ask, serve } from './mcp/fetch.ts';
import { describe, expect, it } from 'vitest';
import { createToolkit } from '@causeway/core';
import { everything } from './everything/server.ts';
import { contractToolkit } from './mcp/contract-toolkit.ts';

describe('the short way of plain requests', () => {
  const requests: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['tools/list', {}],
    ['tools/list', { cursor: 'x' }],
    ['tools/call', { name: 'demo_find_people', arguments: { start: 'A' } }],
    ['tools/call', { name: 'demo_find_people', arguments: [] }],
    ['tools/call', { name: 'demo_nothing' }],
    ['tools/call', { name: 'demo_update_person', arguments: { name: 'Ada', how: 'busy' } }],
    ['resources/list', {}],
    ['resources/templates/list', {}],
    ['resources/read', { uri: 'demo://people' }],
    ['resources/read', { uri: 'demo://nothing' }],
    ['prompts/list', {}],
    ['prompts/get', { name: 'demo_brief', arguments: { person: 'Ada' } }],
    ['prompts/get', { name: 'demo_brief', arguments: { person: 1 } }],
    ['completion/complete', { ref: { type: 'ref/prompt', name: 'demo_brief' }, argument: { name: 'tone', value: 'k' } }],
    ['completion/complete', {}],
  ];

  it.each(requests)('answers %s %j as the long way does', async (method, params) => {
    const handler = serve(contractToolkit());
    const short = await ask(handler, method, params);
    // Whoever asks for log messages may get a stream: no plain request any more.
    const long = await ask(handler, method, params, { meta: { 'io.modelcontextprotocol/logLevel': 'info' } });
    expect([short.status, short.headers.get('content-type'), await short.json()]).toEqual([
      long.status,
      long.headers.get('content-type'),
      await long.json(),
    ]);
  });

  it.each([{ 'io.modelcontextprotocol/related-task': 5 }, { 'io.modelcontextprotocol/clientInfo': 5 }])(
    'is not taken by what the SDK takes for no request (%j)',
    async (meta) => {
      const answer = await ask(serve(contractToolkit()), 'tools/list', {}, { meta });
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: expect.any(Number) as number } }]);
    },
  );

  it('says with its status, too, what the client would have to be able to do', async () => {
    const handler = serve(createToolkit({ connectors: [everything()], maxNameLength: 64 }));
    const answer = await ask(handler, 'tools/call', { name: 'test_missing_capability' });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: -32_021, data: { requiredCapabilities: { sampling: {} } } } },
    ]);
  });
});
