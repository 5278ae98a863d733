import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type AnyClient } from '../../../test/app-clients.ts';
import { hubspotCalls } from './hubspot-calls.ts';
import { idsOf, type Situation, type ToolCall } from './tool-calls.ts';
import { salesforceCalls } from './salesforce-calls.ts';
import { startSandboxApp, type SandboxApp } from './sandbox-app.ts';
import { truthOf, type Json } from './truth.ts';

let running: SandboxApp;
let client: AnyClient;
let situation: Situation;
const asked: string[] = [];

beforeAll(async () => {
  // The calls come far faster than any person asks: neither the allowance of the sandbox nor what is left of it is the matter here.
  running = await startSandboxApp('rateLimit: { quotas: false }\n', ['--allow-writes'], {
    hubspot: { limits: { tenSecondly: 10_000, daily: 1_000_000, searchPerSecond: 1_000 } },
  });
  const truth = truthOf(running.sandbox);
  situation = { truth, ids: await idsOf(truth) };
  client = await connect('client 2, revision 2026-07-28', { url: running.app.url }, (message) => {
    asked.push(message);
    return 'accept';
  });
});

afterAll(async () => {
  await client?.close();
  await running?.close();
});

const calls: readonly (readonly [string, ToolCall])[] = [
  ...Object.entries(salesforceCalls).map(([name, call]) => [`salesforce_${name}`, call] as const),
  ...Object.entries(hubspotCalls).map(([name, call]) => [`hubspot_${name}`, call] as const),
];

describe('the tools of the CRM server', { timeout: 60_000 }, () => {
  it('are all called here', async () => {
    const { tools } = await client.listTools();
    expect(calls.map(([name]) => name).sort()).toEqual(tools.map(({ name }) => name).sort());
  });

  it.each(calls)('%s does what the system then says', async (name, { args, answers, did }) => {
    asked.length = 0;
    const expected = await answers?.(situation);
    const result = await client.callTool({ name, arguments: await args(situation) });
    expect(result.isError === true ? result.content : undefined).toBeUndefined();
    const answer = result.structuredContent as Json;
    if (expected !== undefined) expect(answer).toMatchObject(expected);
    const [found, wanted] = (await did?.(situation, answer)) ?? [];
    expect(found).toEqual(wanted);
    // What changes something was asked for, once, and what only reads was not.
    expect(asked.length).toBe(did === undefined ? 0 : 1);
  });
});
