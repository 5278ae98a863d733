import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** What a package publishes is what its manifest names: each export and each command is an entry. */
const entry = [
  ...Object.values(manifest.exports ?? {}).map((target) => (typeof target === 'string' ? undefined : target['@causeway/source'])),
  ...Object.values(manifest.bin ?? {}).map((path) => path.replace('./dist/', './src/').replace(/\.js$/, '.ts')),
].filter((path) => path !== undefined);

export default defineConfig({
  entry,
  format: 'esm',
  target: 'node22',
  dts: false,
  clean: false,
  splitting: true,
  sourcemap: true,
  outDir: 'dist',
  // Optional dependencies too stay packages of their own.
  external: [/^@causeway\//],
});
