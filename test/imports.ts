import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** One import, from a file of ours, by what it names. */
export interface Import {
  /** Path from the root: `packages/core/src/index.ts`. */
  readonly file: string;
  readonly specifier: string;
  /** The names, as written; empty for a bare or dynamic import. */
  readonly names: readonly string[];
}

const statement = /^(?:import|export)\s+(?:type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Every import in the sources of packages and apps (not their tests). */
export function sourceImports(): readonly Import[] {
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group)).flatMap((name) => importsBelow(join(root, group, name, 'src'))),
  );
}

function importsBelow(folder: string): readonly Import[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const file = relative(root, join(folder, name));
    const found = [...text.matchAll(statement)].map(([, names = '', specifier = '']) => ({ file, specifier, names: namesOf(names) }));
    return [...found, ...[...text.matchAll(dynamic)].map(([, specifier = '']) => ({ file, specifier, names: [] }))];
  });
}

function namesOf(clause: string): readonly string[] {
  const inner = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  return inner
    .split(',')
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)[0] ?? '',
    )
    .filter((name) => name !== '');
}
