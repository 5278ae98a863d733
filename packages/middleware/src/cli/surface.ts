#!/usr/bin/env node
import { CommandError, print, runCommand } from './output.ts';
import { compareLock, createLock, readLock, writeLock } from '../guard/lock.ts';
import type { Connector, Toolkit } from '@causeway/core';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

const usage = `causeway-surface write <module> [--lock FILE]
causeway-surface check <module> [--lock FILE] [--allow-compatible]

<module>: a JavaScript or TypeScript file that exports \`toolkit\` or \`connectors\`, or one of them, or a function that makes one, as default.
write records every tool in the lock file (default: surface.lock.json). check exits with 0 when the tools are those of the lock file,
with 1 when they are not; with --allow-compatible only a breaking change counts.`;

const options = { lock: { type: 'string' }, 'allow-compatible': { type: 'boolean' }, help: { type: 'boolean' } } as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (thrown) {
    throw new CommandError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

await runCommand('causeway-surface', async (args) => {
  const { values, positionals } = parse(args);
  if (values.help === true) return print(usage);
  const [command, module, ...rest] = positionals;
  if ((command !== 'write' && command !== 'check') || module === undefined || rest.length > 0)
    throw new CommandError(`What should be done?\n${usage}`);
  const connectors = await loadConnectors(module);
  const { lock: path = 'surface.lock.json' } = values;
  if (command === 'check') return check(path, connectors, values['allow-compatible'] === true);
  const lock = createLock(connectors);
  await writeLock(path, lock);
  print(`${path}: ${Object.keys(lock.tools).length} tools`);
});

async function check(path: string, connectors: readonly Connector[], allowCompatible: boolean): Promise<void> {
  const lock = await readLock(path).catch((cause: Error) => {
    throw new CommandError(`${path}: ${cause.message}`, 1);
  });
  const changes = compareLock(lock, connectors);
  for (const { tool, severity, what } of changes) print(`${severity}: ${tool}: ${what}`);
  const counted = allowCompatible ? changes.filter(({ severity }) => severity === 'breaking') : changes;
  if (counted.length > 0)
    throw new CommandError(`${counted.length} ${counted.length === 1 ? 'change' : 'changes'} since ${path} was written`, 1);
  print(`${path}: all ${Object.keys(lock.tools).length} tools are as they were`);
}

type Source = readonly Connector[] | Toolkit;

/** Throws a CommandError when the module exports no tools. */
async function loadConnectors(path: string): Promise<readonly Connector[]> {
  const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  const exported = module['toolkit'] ?? module['connectors'] ?? module['default'];
  const source = (typeof exported === 'function' ? await (exported as () => unknown)() : exported) as Source | undefined;
  const connectors = Array.isArray(source) ? (source as readonly Connector[]) : (source as Toolkit | undefined)?.connectors;
  if (connectors === undefined) throw new CommandError(`${path} exports neither \`toolkit\` nor \`connectors\`.`);
  return connectors;
}
