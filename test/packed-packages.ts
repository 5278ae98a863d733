import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './imports.ts';

const execute = promisify(execFile);

export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await execute(command, [...args], {
    cwd,
    maxBuffer: 64 * 1_024 * 1_024,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  });
  return stdout;
}

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
}

/** Builds and packs every public package as it would be published, and installs the tarballs together in an empty folder. */
export async function installPacked(): Promise<string> {
  await run('npm', ['run', 'build', '--silent'], root);
  const folder = mkdtempSync(join(tmpdir(), 'causeway-packed-'));
  const packages = ['packages', 'apps']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)))
    .filter((path) => existsSync(join(path, 'package.json')))
    .map((path) => ({ path, manifest: JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest }))
    .filter(({ manifest }) => manifest.private !== true);
  const tarballs: string[] = [];
  for (const { path } of packages) {
    const [packed] = JSON.parse(await run('npm', ['pack', '--json', '--pack-destination', folder], path)) as {
      readonly filename: string;
    }[];
    tarballs.push(`./${packed?.filename}`);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs, '@types/node@24'], folder);
  return folder;
}
