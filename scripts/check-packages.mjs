// Packs every public package as it would be published, and has publint and attw look at the tarball.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'causeway-pack-'));
const folders = ['packages', 'apps'].flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)));
let failures = 0;

for (const path of folders) {
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (manifest.private === true) continue;
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: path,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const tarball = join(folder, filename);
  const hasTypes = Object.values(manifest.exports).some((target) => typeof target === 'object');
  const checks = [['publint', ['run', tarball, '--strict']], ...(hasTypes ? [['attw', [tarball, '--profile', 'esm-only']]] : [])];
  for (const [command, args] of checks) {
    const { status, output } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) continue;
    failures += 1;
    console.error(manifest.name, command, 'failed', output.join(''));
  }
  console.log(`${manifest.name} checked`);
}

rmSync(folder, { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);
