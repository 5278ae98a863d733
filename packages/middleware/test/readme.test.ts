import { describe, expect, it } from 'vitest';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parsePolicy, policy } from '@causeway/middleware';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);

/** Runs an example as a file of its own, in a folder of its own inside the package, so that its imports are those of a reader. */
function run(code: string): Promise<{ readonly stdout: string; readonly stderr: string; readonly failed: boolean }> {
  const directory = mkdtempSync(join(root, '.readme-'));
  const file = join(directory, 'example.ts');
  writeFileSync(file, code);
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@causeway/source', file], { cwd: directory }, (error, stdout, stderr) => {
      rmSync(directory, { recursive: true, force: true });
      resolve({ stdout, stderr, failed: error !== null });
    });
  });
}

const squeeze = (output: string) => output.replaceAll(/\s+/g, '');

describe('the README', () => {
  const examples = blocks('ts');

  it('has an example of each part', () => {
    expect(examples).toHaveLength(6);
  });

  it.each(examples.map((code, index) => [index + 1, code] as const))('example %i prints what it says', async (_, code) => {
    const { stdout, stderr, failed } = await run(code);
    expect(failed, stderr).toBe(false);
    const [, expected = ''] = /console\.log\(.*\);\n\/\/ (.*)/.exec(code) ?? [];
    expect(expected).not.toBe('');
    expect(squeeze(stdout)).toBe(squeeze(expected));
  });

  it('has rules that a policy takes', async () => {
    for (const yaml of blocks('yaml')) expect(policy(await parsePolicy(yaml)).version).toMatch(/^[\w-]{12}$/);
    expect(blocks('yaml')).toHaveLength(1);
  });

  it('names only options that the commands have', async () => {
    const commands = blocks('sh')
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('causeway-'));
    expect(commands.length).toBeGreaterThan(0);
    const help = await new Promise<string>((resolve) => {
      execFile(process.execPath, ['--conditions=@causeway/source', join(root, 'src/cli/audit.ts'), '--help'], (_, stdout) =>
        resolve(stdout),
      );
    });
    for (const line of commands) for (const [flag] of line.matchAll(/--[a-z-]+/g)) expect(help).toContain(flag);
  });
});
