import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientKinds, connect, inspect, type Place } from '../../../test/app-clients.ts';
import { fromSource, startHttp, type Program, type Running } from '../../../test/apps.ts';

const program = fromSource('crm-server');
const overStdio: Program = { ...program, args: [...program.args, '--stdio', '--demo', '--allow-writes'] };
let app: Running;
const places: Readonly<Record<string, () => Place>> = { http: () => ({ url: app.url }), stdio: () => ({ program: overStdio }) };

beforeAll(async () => {
  app = await startHttp(program, ['--demo', '--allow-writes']);
});

afterAll(() => app?.stop());

const cases = Object.keys(places).flatMap((transport) => clientKinds.map((kind) => [kind, transport] as const));

describe.each(cases)('%s over %s', { timeout: 60_000 }, (kind, transport) => {
  it('lists, reads, and changes what a person approves', async () => {
    const asked: string[] = [];
    const client = await connect(kind, places[transport]?.() ?? { url: '' }, (message) => {
      asked.push(message);
      return message.includes('declined') ? 'decline' : 'accept';
    });
    const { tools } = await client.listTools();
    expect(new Set(tools.map(({ name }) => name.split('_')[0]))).toEqual(new Set(['salesforce', 'hubspot']));
    const account = await client.callTool({ name: 'salesforce_get_account', arguments: { name: 'Brightwater' } });
    expect(account.structuredContent).toMatchObject({ fields: { Name: 'Brightwater Dairy Ltd' } });
    const { id } = account.structuredContent as { readonly id: string };
    const log = (subject: string) =>
      client.callTool({ name: 'salesforce_log_activity', arguments: { kind: 'task', subject, record_id: id } });
    expect((await log('approved')).structuredContent).toMatchObject({ object: 'Task', id: expect.stringMatching(/^00T/) as string });
    expect(await log('declined')).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('The person did not approve this.') as string }],
    });
    expect(asked).toEqual([expect.stringContaining('Subject: "approved"'), expect.stringContaining('Subject: "declined"')]);
    const { contents } = await client.readResource({ uri: `salesforce://record/Account/${id}` });
    expect(contents[0]?.text).toContain('Brightwater Dairy Ltd');
    await client.close();
  });
});

describe.each(Object.keys(places))('the MCP Inspector over %s', { timeout: 60_000 }, (transport) => {
  const place = () => places[transport]?.() ?? { url: '' };

  it('lists the tools', async () => {
    const { tools } = (await inspect(place(), ['--method', 'tools/list'])) as { readonly tools: readonly { readonly name: string }[] };
    expect(tools.map(({ name }) => name)).toContain('hubspot_list_deals');
  });

  it('calls one', async () => {
    const call = [
      '--method',
      'tools/call',
      '--tool-name',
      'hubspot_get_contact',
      '--tool-arg',
      'email=claire.hughes@brightwaterdairy.example',
    ];
    expect(await inspect(place(), call)).toMatchObject({ structuredContent: { fields: { firstname: 'Claire', lastname: 'Hughes' } } });
  });
});
