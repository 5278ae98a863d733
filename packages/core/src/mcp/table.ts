import { createProtocol, type ToolkitProtocol } from '../protocol/protocol.ts';
import type { CacheHint, ServerCapabilities, ServerOptions } from '@modelcontextprotocol/server';
import type { Toolkit } from '../toolkit/toolkit.ts';

export interface TableOptions {
  readonly instructions?: string | undefined;
  readonly logging?: boolean;
  /** Lists may differ between callers for reasons outside the toolkit. */
  readonly personal: boolean;
  readonly listTtlMs?: number;
}

/** All that is worked out once for a toolkit, so that a request costs little. */
export interface Table {
  readonly protocol: ToolkitProtocol;
  readonly capabilities: ServerCapabilities;
  readonly instructions: string | undefined;
  readonly cacheHints: NonNullable<ServerOptions['cacheHints']>;
}

export function createTable(toolkit: Toolkit, options: TableOptions): Table {
  const instructions = [options.instructions, toolkit.instructions].filter((text) => text !== undefined && text !== '').join('\n\n');
  return {
    protocol: createProtocol(toolkit),
    capabilities: capabilitiesOf(toolkit, options.logging === true),
    instructions: instructions === '' ? undefined : instructions,
    cacheHints: cacheHintsOf(toolkit.personal || options.personal, options.listTtlMs ?? 0),
  };
}

function capabilitiesOf({ catalogue }: Toolkit, logging: boolean): ServerCapabilities {
  const resources = catalogue.views.length > 0;
  const prompts = catalogue.prompts.size > 0;
  return {
    tools: { listChanged: true },
    ...(resources ? { resources: { subscribe: true, listChanged: true } } : {}),
    ...(prompts ? { prompts: { listChanged: true } } : {}),
    ...(resources || prompts ? { completions: {} } : {}),
    ...(logging ? { logging: {} } : {}),
  };
}

/** What a resource holds is business data: nobody may keep it on another's behalf. */
function cacheHintsOf(personal: boolean, ttlMs: number): Table['cacheHints'] {
  const list: CacheHint = { ttlMs, cacheScope: personal ? 'private' : 'public' };
  return {
    'tools/list': list,
    'prompts/list': list,
    'resources/list': list,
    'resources/templates/list': list,
    'server/discover': list,
    'resources/read': { ttlMs: 0, cacheScope: 'private' },
  };
}
