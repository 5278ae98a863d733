import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { demo } from '@causeway/sandbox';
import { describe, expect, test } from 'vitest';
import { salesforceKind } from '@causeway/salesforce';
import { toolsTable } from './tools-table.ts';
import { useSandbox } from './harness.ts';

const file = new URL('../README.md', import.meta.url);
const readme = () => readFileSync(file, 'utf8');
const markers = /(<!-- tools -->\n)[\s\S]*?(\n<!-- \/tools -->)/;

test('the table of tools is the one that the code gives (UPDATE_README=1 writes it)', () => {
  const current = readme().replace(markers, (_, start: string, end: string) => `${start}${toolsTable()}${end}`);
  if (process.env['UPDATE_README'] === '1') writeFileSync(file, current);
  expect(readme()).toBe(current);
  expect(readme()).toMatch(markers);
});

test('every environment variable and option is named', () => {
  const words = [
    ...Object.keys(salesforceKind.env),
    'toolsets',
    'objects',
    'fields',
    'metadataSeconds',
    'timeoutSeconds',
    'network',
    'loginUrl',
    'apiVersion',
  ];
  expect(words.filter((word) => !readme().includes(`\`${word}\``))).toEqual([]);
});

describe('each program in it', () => {
  const sandbox = useSandbox();
  const programs = [...readme().matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ''], index) => [index + 1, code] as const);

  test.each(programs)('%i runs and prints what it says', async (_, code) => {
    const promised = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    const child = spawn(process.execPath, ['--conditions=@causeway/source', '--input-type=module-typescript', '-'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        ...process.env,
        SALESFORCE_LOGIN_URL: sandbox().salesforce.url,
        SALESFORCE_CLIENT_ID: demo.salesforce.clientId,
        SALESFORCE_CLIENT_SECRET: demo.salesforce.clientSecret,
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdin.end(code);
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, said: said.trim() }).toEqual({ status: 0, said: promised.join('\n') });
  });
});
