import * as mcp from '@causeway/core/mcp';
import { expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const source = join(import.meta.dirname, '../src');

/** The files that import a package. */
function importers(name: string): readonly string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.filter((file) => new RegExp(`(from|import\\() ?'${name}[/']`).test(readFileSync(join(source, file), 'utf8')));
}

it('what is served over MCP is what is listed here', () => {
  expect(Object.keys(mcp).sort()).toEqual(['createMcpHandler', 'mcpExtras', 'serveHttp', 'serveStdio']);
});

it('each SDK is imported in its own folder alone', () => {
  expect(importers('@modelcontextprotocol/server').filter((file) => !file.startsWith('mcp/'))).toEqual([]);
  expect(importers('@modelcontextprotocol/server')).toContain('mcp/server.ts');
  expect(importers('@modelcontextprotocol/sdk').filter((file) => !file.startsWith('mcp-v1/'))).toEqual([]);
});

it('the mapping to the protocol imports nothing but core', () => {
  const files = readdirSync(join(source, 'protocol'));
  const imports = files.flatMap((file) => [...readFileSync(join(source, 'protocol', file), 'utf8').matchAll(/from '([^.][^']*)'/g)]);
  expect(imports.map(([, name]) => name)).toEqual([]);
});

it('the root entry loads neither SDK', () => {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { if (url.includes('@modelcontextprotocol')) console.log(url); return next(url, context); } });
    await import('@causeway/core');
    console.log('loaded');`;
  const run = ['--conditions=@causeway/source', '--input-type=module', '-e', program];
  expect(execFileSync(process.execPath, run, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()).toBe('loaded');
});
