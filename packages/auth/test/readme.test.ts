import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);
const cwd = mkdtempSync(join(tmpdir(), 'causeway-readme-'));
afterAll(() => rmSync(cwd, { recursive: true }));

/** What a program prints; it must end well. */
async function output(code: string): Promise<string> {
  // Resolved from this package, run where it may leave files.
  const program = `process.chdir(${JSON.stringify(cwd)});\n${code}`;
  const child = spawn(process.execPath, ['--conditions=@causeway/source', '--input-type=module-typescript', '-'], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stdin.end(program);
  const [status] = (await once(child, 'close')) as [number];
  expect([status, said]).toEqual([0, expect.any(String)]);
  return said;
}

describe('the README', () => {
  test.each(blocks.map((code, index) => [index + 1, code] as const))('program %i prints what it says', async (_, code) => {
    const promised = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
    expect(promised.length).toBeGreaterThan(0);
    expect((await output(code)).trim().split('\n')).toEqual(promised);
  });

  test('names every command of causeway-keys', () => {
    const source = readFileSync(join(folder, 'src/cli/keys.ts'), 'utf8');
    const commands = [...source.matchAll(/^ {2}causeway-keys (\w+)/gm)].map(([, name]) => name);
    expect(commands).toEqual(['create', 'list', 'rotate', 'revoke']);
    for (const name of commands) expect(readme).toContain(`causeway-keys ${name}`);
  });
});
