import { toJsonSchema, type JsonSchema } from '../schema.ts';
import type { McpTool, McpToolHints } from './wire.ts';
import type { Tool } from '../tool.ts';
import type { ToolEntry } from '../middleware.ts';

const confirmProperty = { type: 'string', description: 'Only the token that an earlier answer asked the person to confirm.' };

/** A tool as clients see it. Converts schemas, so call it once per tool. Throws a TypeError that names the tool when one has no JSON form. */
export function toMcpTool({ name, tool }: ToolEntry, confirmable: boolean): McpTool {
  try {
    const input = asObject(toJsonSchema(tool.input, 'input'));
    return {
      name,
      title: tool.title,
      description: tool.description,
      inputSchema: confirmable ? withConfirm(input) : input,
      outputSchema: asObject(toJsonSchema(tool.output, 'output')),
      annotations: toHints(tool),
    };
  } catch (cause) {
    throw new TypeError(`The schemas of tool "${name}" cannot be told to a client.`, { cause });
  }
}

function toHints({ effect, idempotent }: Tool): McpToolHints {
  if (effect === 'read') return { readOnlyHint: true };
  return { readOnlyHint: false, destructiveHint: effect !== 'create', ...(idempotent === true ? { idempotentHint: true } : {}) };
}

/** Older revisions demand an object at the root, also around a union. */
function asObject(schema: JsonSchema): JsonSchema {
  return schema['type'] === 'object' ? schema : { type: 'object', ...schema };
}

function withConfirm(schema: JsonSchema): JsonSchema {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(properties, 'confirm')) throw new TypeError('"confirm" is the name of the token by which a person says yes.');
  return { ...schema, properties: { ...properties, confirm: confirmProperty } };
}
