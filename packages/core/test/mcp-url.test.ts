import { afterEach, describe, expect, it } from 'vitest';
import { createToolkit, tool } from '@causeway/core';
import { serveHttp, type HttpServing } from '@causeway/core/mcp';
import { call } from './mcp/raw.ts';
import { connectClient } from './mcp/clients.ts';
import { z } from 'zod';

const open: HttpServing[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((serving) => serving.close()));
});

const page = 'https://login.example.com/start?state=1';

/** A tool that sends the person to a page before it reads. */
async function serve(): Promise<string> {
  const get = tool({
    name: 'get_profile',
    title: 'Profile',
    description: 'Reads the profile of a person who has signed in.',
    effect: 'read',
    requests: 1,
    input: z.strictObject({}),
    output: z.looseObject({ signedIn: z.boolean() }),
    access: () => [],
    run: async (_, context) => {
      const { consent } = await context.ask({ consent: { kind: 'url', message: 'Sign in first.', url: page } });
      return { signedIn: consent?.action === 'accept' };
    },
  });
  const toolkit = createToolkit({ connectors: [{ spec: 1, kind: 'demo', name: 'demo', version: '1.0.0', title: 'Demo', tools: [get] }] });
  const serving = await serveHttp(toolkit, { name: 'url', version: '1.0.0', port: 0, legacy: 'sessions' });
  open.push(serving);
  return serving.url;
}

const request = { name: 'demo_get_profile', arguments: {} };
const capabilities = { elicitation: { url: {} } };

describe('a page that a person must open', () => {
  it('is opened by a client that can, and the call goes on when the person has been there', async () => {
    const url = await serve();
    const { result } = (await call(url, 'tools/call', request, { capabilities })).message;
    expect(result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { consent: { method: 'elicitation/create', params: { mode: 'url', message: 'Sign in first.', url: page } } },
    });
    const answer = {
      requestState: (result as unknown as { requestState: string }).requestState,
      inputResponses: { consent: { action: 'accept' } },
    };
    expect((await call(url, 'tools/call', { ...request, ...answer }, { capabilities })).message.result).toMatchObject({
      structuredContent: { signedIn: true },
    });
  });

  it('is pushed to an older client in a session', async () => {
    const asked: unknown[] = [];
    const elicit = (params: unknown) => {
      asked.push(params);
      return { action: 'decline' };
    };
    const client = await connectClient('v2 legacy', { url: await serve() }, { capabilities, elicit });
    expect(await client.callTool(request)).toMatchObject({ structuredContent: { signedIn: false } });
    expect(asked).toMatchObject([{ mode: 'url', message: 'Sign in first.', url: page, elicitationId: expect.any(String) as string }]);
    await client.close();
  });

  it.each([{}, { elicitation: {} }, { elicitation: { form: {} } }])('is shown as a link where the client has %j', async (declared) => {
    const answer = await call(await serve(), 'tools/call', request, { capabilities: declared });
    expect(answer.message.result).toMatchObject({
      isError: true,
      content: [
        { text: `Sign in first. Open this page in a browser: ${page} Show the link to the person, and call again when they are done.` },
      ],
      _meta: { 'causeway/error': { code: 'unauthenticated' } },
    });
  });
});
