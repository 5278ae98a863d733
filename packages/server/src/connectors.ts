import type { Connector, ConnectorKind } from '@causeway/core';
import type { z } from 'zod';
import { readOnly } from './read-only.ts';
import { UsageError } from './errors.ts';
import type { Environment } from './config/references.ts';

/** Options of one connector, not yet parsed. */
export interface ConnectorEntry {
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What is said of every connector at once. */
export interface ConnectorOverrides {
  /** Whether tools that change something are offered. */
  readonly writes: boolean;
  readonly toolsets?: readonly string[] | undefined;
  readonly allowObjects?: readonly string[] | undefined;
}

/** The options that a kind's environment variables give; undefined when none of them is set. */
export function optionsFromEnvironment({ env }: ConnectorKind, environment: Environment): Record<string, unknown> | undefined {
  const set = Object.entries(env).filter(([name]) => (environment[name] ?? '') !== '');
  if (set.length === 0) return undefined;
  const options: Record<string, unknown> = {};
  for (const [name, path] of set) put(options, path.split('.'), environment[name]);
  return options;
}

/** Which systems are configured: those that the file lists, else those that have credentials in the environment. */
export function configuredEntries(
  kinds: readonly ConnectorKind[],
  environment: Environment,
  listed: readonly ConnectorEntry[] | undefined,
): readonly ConnectorEntry[] {
  if (listed !== undefined) return listed;
  return kinds.flatMap((kind) => {
    const options = optionsFromEnvironment(kind, environment);
    return options === undefined ? [] : [{ kind: kind.kind, options }];
  });
}

/** Throws a UsageError that names the connector and the option. */
export async function createConnectors(
  kinds: readonly ConnectorKind[],
  entries: readonly ConnectorEntry[],
  overrides: ConnectorOverrides,
): Promise<readonly Connector[]> {
  const connectors = await Promise.all(
    entries.map(async ({ kind: name, options }) => {
      const kind = kinds.find((candidate) => candidate.kind === name);
      if (kind === undefined) throw new UsageError(`There is no connector of kind "${name}" here.`);
      const parsed = (kind.options as unknown as z.ZodType).safeParse(override(kind, options, overrides));
      if (!parsed.success) throw new UsageError(`${kind.title}: ${explain(kind, parsed.error)}`);
      return create(kind, parsed.data);
    }),
  );
  return overrides.writes ? connectors : connectors.map(readOnly);
}

async function create(kind: ConnectorKind, options: unknown): Promise<Connector> {
  try {
    return await kind.create(options);
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(`${kind.title}: ${error.message}`) : error;
  }
}

function override(
  { title, options: schema }: ConnectorKind,
  options: Readonly<Record<string, unknown>>,
  { writes, toolsets, allowObjects }: ConnectorOverrides,
): Record<string, unknown> {
  const objects = options['objects'] as Readonly<Record<string, unknown>> | undefined;
  const wanted = toolsets ?? (options['toolsets'] as readonly string[] | undefined) ?? (writes ? undefined : ['read']);
  const offered = writes ? wanted : wanted?.filter((one) => one !== 'write');
  if (offered?.length === 0) throw new UsageError(`${title}: the toolset "write" needs --allow-writes.`);
  const known = 'toolsets' in ((schema as unknown as Partial<z.ZodObject>).shape ?? {});
  return {
    ...options,
    ...(offered === undefined || (!known && toolsets === undefined) ? {} : { toolsets: offered }),
    ...(allowObjects === undefined ? {} : { objects: { ...objects, allow: allowObjects } }),
  };
}

/** Says the environment variable where there is one, because that is what the person set. */
function explain({ env }: ConnectorKind, error: z.ZodError): string {
  const reasons = error.issues.map(({ path, message }) => {
    const option = path.map(String).join('.');
    const variable = Object.keys(env).find((name) => env[name] === option);
    return `${variable === undefined ? option : `${option} (${variable})`}: ${message.replace(/^Invalid input: /, '')}`;
  });
  return reasons.join('; ');
}

function put(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = (target[head] ??= {}) as Record<string, unknown>;
  put(inner, rest, value);
}
