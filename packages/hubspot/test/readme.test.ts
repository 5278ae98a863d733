import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Secret } from '@causeway/core';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test } from 'vitest';
import { hubspot } from '@causeway/hubspot';
import { catalogue } from '../src/tools/index.ts';
import { ownTypes } from '../src/metadata/object-type.ts';

const path = fileURLToPath(new URL('../README.md', import.meta.url));
const { tools } = hubspot({ auth: { accessToken: new Secret('x') } });

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

const toolTable = [
  '| tool | does | effect | toolsets | scopes | requests |',
  '|---|---|---|---|---|---|',
  ...tools.map(({ name, description, effect, requests }, index) => {
    const { toolsets, scopes } = catalogue[index] ?? { toolsets: [], scopes: [] };
    return `| \`${name}\` | ${description} | ${effect} | ${toolsets.join(', ')} | ${codes(scopes)} | ${requests} |`;
  }),
].join('\n');

/** Activities are written by the scope of contacts; a scope without an ending is for both. */
const writeScope = (scope: string) => (scope === 'sales-email-read' ? 'crm.objects.contacts.write' : scope.replace(/\.read$/, '.write'));
const types = [...ownTypes.map(({ name, scope }) => ({ name, scope })), { name: 'custom types', scope: 'crm.objects.custom.read' }];
const scopeTable = [
  '| type | read | write |',
  '|---|---|---|',
  ...types.map(({ name, scope }) => `| ${name} | \`${scope}\` | \`${writeScope(scope)}\` |`),
].join('\n');

test('the README lists tools and scopes as they are (vitest -u fills them in)', async () => {
  const page = readFileSync(path, 'utf8');
  const fill = (text: string, mark: string, table: string) =>
    text.replace(
      new RegExp(`(<!-- ${mark} -->\\n)[^]*?(<!-- /${mark} -->)`),
      (_, open: string, close: string) => `${open}\n${table}\n\n${close}`,
    );
  const filled = fill(fill(page, 'tools', toolTable), 'scopes', scopeTable);
  expect(filled).toContain(toolTable);
  expect(filled).toContain(scopeTable);
  await expect(filled).toMatchFileSnapshot(path);
});

test('the first example is a server that a client can talk to', async () => {
  const [, code = ''] = /```ts\n([^]*?)```/.exec(readFileSync(path, 'utf8')) ?? [];
  const client = new Client({ name: 'test', version: '1.0.0' });
  const args = ['--conditions=@causeway/source', '--input-type=module-typescript', '--eval', code];
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args,
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { HUBSPOT_ACCESS_TOKEN: 'x' },
    }),
  );
  const { tools: listed } = await client.listTools();
  expect(listed).toHaveLength(13);
  await client.close();
});
