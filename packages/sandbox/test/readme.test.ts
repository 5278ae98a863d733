import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../src/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const folder = fileURLToPath(new URL('..', import.meta.url));

const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code]) => code ?? '');

/** What a command prints; it must end well. */
async function output(command: string, flags: readonly string[], input: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const child = spawn(command, flags, { cwd: folder, env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  expect([code, said]).toEqual([0, expect.any(String)]);
  return said;
}

describe('the README', () => {
  test.each(blocks('ts').map((code, index) => [index + 1, code] as const))('program %i prints what it says', async (_, code) => {
    const promised = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    expect(promised.length).toBeGreaterThan(0);
    const said = await output(process.execPath, ['--conditions=@causeway/source', '--input-type=module-typescript', '-'], code);
    expect(said.trim().split('\n')).toEqual(promised);
  });

  test('the commands of the admin endpoint work', async () => {
    const sandbox = await startSandbox({ adminToken: 'readme' });
    const [commands = ''] = blocks('sh');
    const said = await output('sh', ['-e'], commands, { SANDBOX: sandbox.hubspot.url, TOKEN: 'readme' });
    expect(said).toBe(
      `{"service":"salesforce","path":"/query","after":1,"times":2,"fault":{"kind":"truncate","framing":"chunked"},"hits":0}[]${JSON.stringify({ now: Number(/"now":(\d+)/.exec(said)?.[1]) })}`,
    );
    await sandbox.close();
  });

  test('names every kind of fault', () => {
    const source = readFileSync(new URL('../src/wire/faults.ts', import.meta.url), 'utf8');
    const kinds = [...source.matchAll(/readonly kind: '([a-z-]+)'/g)].map(([, kind]) => kind ?? '');
    expect(kinds.length).toBeGreaterThan(12);
    expect(kinds.filter((kind) => !readme.includes(`\`${kind}\``))).toEqual([]);
  });

  test('states the sign-ins that are exported', async () => {
    const { demo } = await import('../src/index.ts');
    const words = [
      demo.salesforce.clientId,
      demo.salesforce.clientSecret,
      demo.salesforce.admin.username,
      demo.hubspot.accessToken,
      demo.hubspot.limitedToken,
    ];
    expect(words.filter((word) => !readme.includes(word))).toEqual([]);
  });
});
