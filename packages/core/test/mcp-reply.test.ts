import { afterEach, describe, expect, it } from 'vitest';
import { askToolkit, type AskToolkit } from './mcp/ask-toolkit.ts';
import { call, type RawAnswer } from './mcp/raw.ts';
import { createSealer, type Caller } from '@causeway/core';
import { serveHttp, type HttpServing, type McpHandlerOptions } from '@causeway/core/mcp';

const open: HttpServing[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((serving) => serving.close()));
});

async function serve(asking: AskToolkit, options: Partial<McpHandlerOptions> = {}): Promise<string> {
  const serving = await serveHttp(asking.toolkit, { name: 'ask', version: '1.0.0', port: 0, ...options });
  open.push(serving);
  return serving.url;
}

const asking = { elicitation: {} };
const input = { id: '1', text: 'new' };

interface Extra {
  readonly [member: string]: unknown;
}

const update = (url: string, extra: Extra = {}, options: Parameters<typeof call>[3] = { capabilities: asking }) =>
  call(url, 'tools/call', { name: 'demo_update_note', arguments: input, ...extra }, options);

interface Asked {
  readonly requestState: string;
  readonly inputRequests: Readonly<Record<string, unknown>>;
}

function asked(answer: RawAnswer): Asked {
  expect(answer.message.result).toMatchObject({ resultType: 'input_required' });
  return answer.message.result as unknown as Asked;
}

/** Sends back the same answer to every question. */
const reply = ({ requestState, inputRequests }: Asked, answer: unknown = { action: 'accept' }) => ({
  requestState,
  inputResponses: Object.fromEntries(Object.keys(inputRequests).map((key) => [key, answer])),
});

const stale = { code: -32_602, data: { code: 'invalid_input' } };

describe('an answer', () => {
  it('counts for the question that was asked', async () => {
    const made = askToolkit();
    const url = await serve(made);
    const answer = await update(url, reply(asked(await update(url))));
    expect(answer.message.result).toMatchObject({ structuredContent: { text: 'new' }, resultType: 'complete' });
    expect(made.notes.get('1')).toBe('new');
  });

  it('does not count for a question that has changed since: the person is asked anew', async () => {
    const made = askToolkit();
    const url = await serve(made);
    const first = asked(await update(url));
    made.notes.set('1', 'changed by someone else');
    const second = asked(await update(url, reply(first)));
    expect(Object.values(second.inputRequests)).toMatchObject([{ params: { message: 'text: changed by someone else -> new' } }]);
    expect(made.notes.get('1')).toBe('changed by someone else');
    await update(url, reply(second));
    expect(made.notes.get('1')).toBe('new');
  });

  it.each([{}, { action: 'yes' }, { action: true }, 'accept', null, 1, ['accept'], { result: { action: 'accept' } }])(
    'that is no answer (%j) is asked for again',
    async (answer) => {
      const made = askToolkit();
      const url = await serve(made);
      asked(await update(url, reply(asked(await update(url)), answer)));
      expect(made.notes.get('1')).toBe('old');
    },
  );

  it('without the state of its question counts for nothing', async () => {
    const made = askToolkit();
    const url = await serve(made);
    const { inputResponses } = reply(asked(await update(url)));
    asked(await update(url, { inputResponses }));
    expect(made.notes.get('1')).toBe('old');
  });

  it('to other arguments is refused', async () => {
    const made = askToolkit();
    const url = await serve(made);
    const given = reply(asked(await update(url)));
    const answer = await update(url, { ...given, arguments: { id: '1', text: 'worse' } });
    expect(answer.message.error).toMatchObject({ ...stale, message: 'The answer belongs to other arguments.' });
    expect(made.notes.get('1')).toBe('old');
  });

  it.each(['', 'x', 'a.b', 'a.b.c'])('with a forged state (%j) is refused', async (requestState) => {
    const url = await serve(askToolkit());
    expect((await update(url, { requestState, inputResponses: {} })).message.error).toMatchObject(stale);
  });

  it('with a changed state is refused', async () => {
    const url = await serve(askToolkit());
    const given = reply(asked(await update(url)));
    const state = given.requestState.slice(0, -4) + (given.requestState.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    expect((await update(url, { ...given, requestState: state })).message.error).toMatchObject(stale);
  });

  it('that comes too late is refused', async () => {
    let now = 0;
    const url = await serve(askToolkit({ sealer: createSealer({ now: () => now }) }));
    const given = reply(asked(await update(url)));
    now = 600_000;
    expect((await update(url, given)).message.error).toMatchObject({ ...stale, message: 'This token has expired.' });
  });

  it('of another caller is refused', async () => {
    const authenticate = (request: Request): Caller => ({
      principal: { id: request.headers.get('authorization') ?? '', scopes: [], roles: [], groups: [] },
    });
    const made = askToolkit();
    const url = await serve(made, { authenticate });
    const as = (authorization: string) => ({ capabilities: asking, headers: { authorization } });
    const given = reply(asked(await update(url, {}, as('ada'))));
    expect((await update(url, given, as('eve'))).message.error).toMatchObject(stale);
    expect(made.notes.get('1')).toBe('old');
    expect((await update(url, given, as('ada'))).message.result).toMatchObject({ resultType: 'complete' });
  });
});

describe('a confirm token', () => {
  const confirmOf = (answer: RawAnswer) =>
    (answer.message.result as unknown as { readonly _meta: Readonly<Record<string, string>> })._meta['causeway/confirm'];
  const confirmed = (url: string, confirm: unknown, options: Parameters<typeof call>[3] = {}) =>
    update(url, { arguments: { ...input, confirm } }, options);

  it('is told of in the input of the tools that take one, never of deletes', async () => {
    const url = await serve(askToolkit({ confirms: true }));
    const { tools } = (await call(url, 'tools/list')).message.result as unknown as {
      readonly tools: readonly { readonly inputSchema: unknown }[];
    };
    const properties = tools.map(({ inputSchema }) => Object.keys((inputSchema as { properties: object }).properties));
    expect(properties).toEqual([['id', 'text', 'confirm'], ['id'], ['confirm']]);
  });

  it('lets a client that cannot ask say yes itself, and is taken out before the input is parsed', async () => {
    const made = askToolkit({ confirms: true });
    const url = await serve(made);
    const first = await update(url, {}, {});
    expect(first.message.result).toMatchObject({ isError: true });
    expect((first.message.result as unknown as { content: { text: string }[] }).content[0]?.text).toContain('text: old -> new');
    expect(made.notes.get('1')).toBe('old');
    const second = await confirmed(url, confirmOf(first));
    expect(second.message.result).toMatchObject({ structuredContent: { text: 'new' } });
    expect(made.log).toEqual(['attempt of call 1', 'attempt of call 1', 'approved by client', 'written']);
  });

  it('is not given to a client that can ask, and its state is none', async () => {
    const made = askToolkit({ confirms: true });
    const url = await serve(made);
    const { requestState } = asked(await update(url));
    const answer = await confirmed(url, requestState, { capabilities: asking });
    expect(answer.message.result).toMatchObject({ isError: true });
    expect(made.notes.get('1')).toBe('old');
  });

  it.each(['', 'yes', true, 1, null, {}])('that is forged (%j) is refused', async (confirm) => {
    const made = askToolkit({ confirms: true });
    const url = await serve(made);
    expect((await confirmed(url, confirm)).message.result).toMatchObject({ isError: true });
    expect(made.notes.get('1')).toBe('old');
  });

  it('does not hold for other arguments', async () => {
    const made = askToolkit({ confirms: true });
    const url = await serve(made);
    const confirm = confirmOf(await update(url, {}, {}));
    const answer = await update(url, { arguments: { id: '1', text: 'worse', confirm } }, {});
    expect(answer.message.result).toMatchObject({ isError: true });
    expect(made.notes.get('1')).toBe('old');
  });

  it('is an unknown argument where nobody allowed it', async () => {
    const url = await serve(askToolkit());
    expect(JSON.stringify((await confirmed(url, 'x')).message.result)).toContain('Unrecognized key');
  });

  it('does not exist for deletes', async () => {
    const url = await serve(askToolkit({ confirms: true }));
    const answer = await call(url, 'tools/call', { name: 'demo_delete_note', arguments: { id: '1' } });
    expect(answer.message.result).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('cannot ask one') as string }],
    });
  });
});
