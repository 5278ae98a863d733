import { createApiKey, keyFile } from '@causeway/auth';
import { join } from 'node:path';
import { readLines } from '@causeway/middleware';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../test/app-clients.ts';
import { emptyFolder, fromSource, startHttp, type Running } from '../../../test/apps.ts';

const config = `auth:
  resource: http://127.0.0.1:3000/mcp
  apiKeys: { file: keys.json }
  jwt:
    - issuer: https://login.example.com
  initialScopes: [crm.read]
`;
const folder = emptyFolder();
let app: Running;
let keys: Readonly<Record<'reader' | 'hubspot' | 'writer', Awaited<ReturnType<typeof keyFor>>>>;

const keyFor = async (...scopes: readonly string[]) => {
  const { key, token } = createApiKey({ principal: 'ada', scopes: [...scopes], roles: [], groups: [] });
  await keyFile(join(folder, 'keys.json')).add(key);
  return { id: key.id, headers: { authorization: `Bearer ${token.reveal()}` } };
};
const toolsFor = async (headers: Readonly<Record<string, string>>) => {
  const client = await connect('client 2, revision 2026-07-28', { url: app.url, headers });
  const { tools } = await client.listTools();
  await client.close();
  return tools;
};

beforeAll(async () => {
  writeFileSync(join(folder, 'causeway.yaml'), config);
  keys = { reader: await keyFor('crm.read'), hubspot: await keyFor('hubspot:read'), writer: await keyFor('crm.read', 'crm.write') };
  app = await startHttp(fromSource('crm-server'), ['--demo', '--allow-writes'], { cwd: folder });
}, 60_000);

afterAll(() => app?.stop());

describe('a server with sign-in', { timeout: 60_000 }, () => {
  it('tells who has no token where to get one', async () => {
    const response = await fetch(app.url, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    const challenge = response.headers.get('www-authenticate') ?? '';
    expect(challenge).toContain('scope="crm.read"');
    const [, metadata = ''] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
    const document = await fetch(new URL(new URL(metadata).pathname, app.url));
    expect(await document.json()).toMatchObject({
      resource: 'http://127.0.0.1:3000/mcp',
      authorization_servers: ['https://login.example.com'],
    });
  });

  it('offers what the scopes of a key open', async () => {
    const reads = await toolsFor(keys.reader.headers);
    expect(reads.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
    const hubspot = await toolsFor(keys.hubspot.headers);
    expect(new Set(hubspot.map(({ name }) => name.split('_')[0]))).toEqual(new Set(['hubspot']));
    const all = await toolsFor(keys.writer.headers);
    expect(all.length).toBeGreaterThan(reads.length);
  });

  it('lets a key in no more once it is revoked', async () => {
    const { id, headers } = keys.reader;
    expect((await toolsFor(headers)).length).toBeGreaterThan(0);
    await keyFile(join(folder, 'keys.json')).update(id, { revokedAt: new Date().toISOString() });
    await expect.poll(() => toolsFor(headers).catch(() => 'refused'), { timeout: 90_000, interval: 2_000 }).toBe('refused');
  }, 120_000);

  it('warns of nothing, and records who was refused', async () => {
    expect(app.stdout()).not.toContain('Warning');
    await app.stop();
    const records: { readonly kind?: string; readonly reason?: string }[] = [];
    for await (const line of readLines(join(folder, '.causeway/demo-audit'), 'main'))
      records.push((JSON.parse(line) as { readonly record: { readonly kind?: string; readonly reason?: string } }).record);
    expect(records.filter(({ kind }) => kind === 'refused').map(({ reason }) => reason)).toContain('no_token');
  });
});
