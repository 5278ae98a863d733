import { createHash } from 'node:crypto';
import { toJsonSchema, type Effect, type JsonSchema, type Tool, type ToolEntry } from '@causeway/core';
import canonicalize from 'canonicalize';

/** What a model sees of a tool, and what it relies on. */
export interface ToolSurface {
  /** Full name: `salesforce_find_records`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly effect: Effect;
  readonly idempotent: boolean;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

export function surfaceOf({ name, tool }: ToolEntry): ToolSurface {
  return {
    name,
    title: tool.title,
    description: tool.description,
    effect: tool.effect,
    idempotent: tool.idempotent ?? tool.effect === 'read',
    input: toJsonSchema(tool.input, 'input'),
    output: toJsonSchema(tool.output, 'output'),
  };
}

/** SHA-256 over the canonical surface, base64url. */
export function hashSurface(surface: ToolSurface): string {
  return createHash('sha256')
    .update(canonicalize(surface) ?? '')
    .digest('base64url');
}

const known = new WeakMap<Tool, Map<string, string>>();

/** The hash of a tool's surface, made once. */
export function fingerprint(entry: ToolEntry): string {
  const names = known.get(entry.tool) ?? new Map<string, string>();
  const hash = names.get(entry.name) ?? hashSurface(surfaceOf(entry));
  known.set(entry.tool, names.set(entry.name, hash));
  return hash;
}
