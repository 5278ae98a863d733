import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpDeskService } from './help-desk-service.ts';
import { serve } from '@causeway/testing';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

/** A code block under a comment that names a file of this repository. */
const block = /(<!-- ([\w./-]+\.ts) -->\n+```ts\n)[^]*?(```)/g;
const filled = (page: string) => page.replaceAll(block, (_, open: string, path: string, close: string) => open + read(path) + close);

describe('the guide to writing a connector', () => {
  const pages = globSync(['README.md', 'docs/**/*.md', '{apps,packages}/*/README.md'], { cwd: root });
  const quoting = pages.filter((page) => read(page).match(block) !== null);

  it.each(quoting)('%s quotes files as they are (vitest -u fills them in)', async (page) => {
    await expect(filled(read(page))).toMatchFileSnapshot(resolve(root, page));
  });

  it('quotes the connector, its test and its server', () => {
    const quoted = [...read('apps/example-connector/README.md').matchAll(block)].map(([, , path]) => path);
    expect(quoted).toEqual([
      'apps/example-connector/src/help-desk.ts',
      'apps/example-connector/test/help-desk.test.ts',
      'apps/example-connector/src/server.ts',
      'apps/example-connector/src/comment-ticket.ts',
    ]);
  });

  it.each([
    ['src/help-desk.ts', 50],
    ['src/server.ts', 15],
  ])('%s has at most %i lines', (path, most) => {
    expect(read(`apps/example-connector/${path}`).trimEnd().split('\n').length).toBeLessThanOrEqual(most);
  });
});

describe('the server of the guide', () => {
  const client = new Client({ name: 'reader', version: '1.0.0' });
  let service: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    service = await serve(helpDeskService);
    const args = ['--conditions=@causeway/source', resolve(root, 'apps/example-connector/src/server.ts')];
    const env = { HELP_DESK_URL: service.url, HELP_DESK_TOKEN: 'a-token' };
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
  });

  afterAll(async () => {
    await client.close();
    await service.close();
  });

  it('lists its tool, which only reads', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([['helpdesk_find_tickets', true]]);
  });

  it('answers page by page', async () => {
    const find = async (cursor?: string) => {
      const { structuredContent } = await client.callTool({
        name: 'helpdesk_find_tickets',
        arguments: { status: 'open', limit: 1, cursor },
      });
      return structuredContent as { readonly rows: unknown; readonly total: number; readonly cursor?: string };
    };
    const first = await find();
    expect(first).toMatchObject({ rows: [['41', 'The printer on the second floor is out of paper', 'open']], total: 2 });
    const second = await find(first.cursor);
    expect(second.rows).toEqual([['39', 'A screen that flickers in the morning', 'open']]);
    expect(second.cursor).toBeUndefined();
  });

  it('refuses a cursor for another query', async () => {
    const first = await client.callTool({ name: 'helpdesk_find_tickets', arguments: { limit: 1 } });
    const { cursor } = first.structuredContent as { readonly cursor: string };
    const answer = await client.callTool({ name: 'helpdesk_find_tickets', arguments: { limit: 1, status: 'open', cursor } });
    expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('This cursor belongs to another query.') }] });
  });
});
