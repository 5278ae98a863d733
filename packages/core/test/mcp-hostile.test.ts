import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from './mcp/raw.ts';
import { createSealer, type Caller } from '@causeway/core';
import { serveHttp, type HttpServing } from '@causeway/core/mcp';
import { hostileToolkit } from './mcp/hostile-toolkit.ts';

let now = 0;
let serving: HttpServing;

const authenticate = ({ headers }: Request): Caller => ({
  principal: { id: headers.get('authorization') ?? 'ada', scopes: [], roles: [], groups: [] },
});

beforeAll(async () => {
  const toolkit = hostileToolkit({ sealer: createSealer({ now: () => now }) });
  serving = await serveHttp(toolkit, { name: 'bad', version: '1.0.0', port: 0, authenticate });
});
afterAll(() => serving.close());

const callTool = (name: string, args: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}) =>
  call(serving.url, 'tools/call', { name, arguments: args }, { headers });

describe('a cursor', () => {
  const cursorOf = async () =>
    ((await callTool('bad_list_numbers')).message.result as unknown as { structuredContent: { cursor: string } }).structuredContent.cursor;
  const refused = (text: string) => ({ isError: true, content: [{ text: expect.stringContaining(text) as string }] });

  it('leads on', async () => {
    expect((await callTool('bad_list_numbers', { cursor: await cursorOf() })).message.result).toMatchObject({
      structuredContent: { rows: [[2], [3]] },
    });
  });

  it('that was changed is refused', async () => {
    const cursor = await cursorOf();
    const changed = cursor.slice(0, -4) + (cursor.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    expect((await callTool('bad_list_numbers', { cursor: changed })).message.result).toMatchObject(refused('not valid here'));
  });

  it('of another caller is refused', async () => {
    const answer = await callTool('bad_list_numbers', { cursor: await cursorOf() }, { authorization: 'eve' });
    expect(answer.message.result).toMatchObject(refused('not valid here'));
  });

  it('of another query is refused', async () => {
    expect((await callTool('bad_list_numbers', { from: 5, cursor: await cursorOf() })).message.result).toMatchObject(
      refused('another query'),
    );
  });

  it('that is too old is refused', async () => {
    const cursor = await cursorOf();
    now += 3_600_000;
    expect((await callTool('bad_list_numbers', { cursor })).message.result).toMatchObject(refused('expired'));
  });
});

describe('a tool that misbehaves', () => {
  it.each([
    ['bad_throw_text', 'The connector failed unexpectedly.'],
    ['bad_throw_nothing', 'The connector failed unexpectedly.'],
    ['bad_throw_secret', 'The connector failed unexpectedly.'],
    ['bad_answer_wrong', 'The connector answered in an unexpected shape.'],
    ['bad_answer_nothing', 'The connector answered in an unexpected shape.'],
    ['bad_never_settle', 'The call took longer than 0.2 s.'],
    ['bad_answer_bigint', 'The connector answered in an unexpected shape.'],
    ['bad_answer_circle', 'The connector answered in an unexpected shape.'],
  ])('%s: an error that says nothing of what was inside, and the server serves on', async (name, text) => {
    const answer = await callTool(name);
    expect([answer.status, answer.message.result]).toMatchObject([
      200,
      { isError: true, content: [{ text: expect.stringContaining(text) as string }] },
    ]);
    expect(answer.text).not.toContain('hunter2');
    expect((await callTool('bad_list_numbers')).status).toBe(200);
  });

  it.each([
    ['bad://throw/secret', 'The connector failed unexpectedly.'],
    ['bad://answer/circle', 'The connector answered in an unexpected shape.'],
  ])('%s: an error of the protocol that says no more', async (uri, message) => {
    const answer = await call(serving.url, 'resources/read', { uri });
    expect(answer.message.error).toEqual({ code: -32_603, message, data: { code: 'internal', retryable: false } });
  });
});
