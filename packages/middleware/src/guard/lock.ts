import { compareSurfaces, type SurfaceChange } from './change.ts';
import { hashSurface, surfaceOf, type ToolSurface } from './fingerprint.ts';
import { hasHiddenText, type Connector, type ToolEntry } from '@causeway/core';
import { readFile, writeFile } from 'node:fs/promises';
import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** The tools of a server as somebody looked at and accepted them. */
export interface SurfaceLock {
  readonly version: 1;
  /** Over all tools. */
  readonly hash: string;
  /** By full name: the hash, and what was hashed. */
  readonly tools: Readonly<Record<string, { readonly hash: string; readonly surface: ToolSurface }>>;
}

/** Throws a TypeError for a text with characters that a person cannot see and a model would obey. */
export function createLock(connectors: readonly Connector[]): SurfaceLock {
  const surfaces = entriesOf(connectors).map(surfaceOf);
  const hidden = surfaces.flatMap(findHidden);
  if (hidden.length > 0) throw new TypeError(`Hidden characters (control, bidirectional or zero-width) in ${hidden.join(', ')}.`);
  const tools = Object.fromEntries(surfaces.map((surface) => [surface.name, { hash: hashSurface(surface), surface }]));
  return { version: 1, hash: hashAll(tools), tools };
}

/** Every difference between a lock and the tools that there are, the breaking ones first. Throws as `createLock` does. */
export function compareLock(lock: SurfaceLock, connectors: readonly Connector[]): readonly SurfaceChange[] {
  requireWhole(lock);
  const before = Object.values(lock.tools).map(({ surface }) => surface);
  const after = Object.values(createLock(connectors).tools).map(({ surface }) => surface);
  const changes = compareSurfaces(before, after);
  return [...changes.filter(({ severity }) => severity === 'breaking'), ...changes.filter(({ severity }) => severity !== 'breaking')];
}

/** For a server that must not start with other tools than those that were accepted. Throws an Error that names the differences. */
export function requireLock(lock: SurfaceLock, connectors: readonly Connector[]): void {
  const changes = compareLock(lock, connectors);
  if (changes.length === 0) return;
  const list = changes.slice(0, 20).map(({ tool, severity, what }) => `  ${severity}: ${tool}: ${what}`);
  throw new Error(
    `The tools are not those of the lock file:\n${list.join('\n')}\nLook at the differences, then run: causeway-surface write`,
  );
}

export async function readLock(path: string): Promise<SurfaceLock> {
  const lock = JSON.parse(await readFile(path, 'utf8')) as SurfaceLock;
  if (lock.version !== 1) throw new TypeError(`${path} is no surface lock of version 1.`);
  return lock;
}

export async function writeLock(path: string, lock: SurfaceLock): Promise<void> {
  await writeFile(path, `${JSON.stringify(lock, undefined, 2)}\n`);
}

export function entriesOf(connectors: readonly Connector[]): readonly ToolEntry[] {
  return connectors.flatMap((connector) => connector.tools.map((tool) => ({ name: `${connector.name}_${tool.name}`, connector, tool })));
}

/** A lock file that was edited by hand vouches for nothing. */
function requireWhole(lock: SurfaceLock): void {
  const wrong = Object.values(lock.tools).filter(({ hash, surface }) => hashSurface(surface) !== hash);
  if (wrong.length > 0 || hashAll(lock.tools) !== lock.hash)
    throw new TypeError('The surface lock does not fit its own hashes: it was edited.');
}

function hashAll(tools: SurfaceLock['tools']): string {
  const hashes = Object.entries(tools).map(([name, { hash }]) => [name, hash]);
  return createHash('sha256')
    .update(canonicalize(Object.fromEntries(hashes)) ?? '')
    .digest('base64url');
}

function findHidden(surface: ToolSurface): readonly string[] {
  return textsOf(surface.name, surface).flatMap(([path, text]) => (hasHiddenText(text) ? [path] : []));
}

function textsOf(path: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [[`${path}.(key)`, key] as const, ...textsOf(`${path}.${key}`, member)]);
}
