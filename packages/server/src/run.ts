import { existsSync } from 'node:fs';
import { createLock, writeLock } from '@causeway/middleware';
import type { AppDefinition, Systems } from './app.ts';
import { checkTable } from './check.ts';
import { configJsonSchema } from './config/json-schema.ts';
import { configSchema, type Config } from './config/schema/config.ts';
import { createGovernance } from './governance/governance.ts';
import { createInFlight } from './in-flight.ts';
import { createLog } from './log.ts';
import { findConfig, parseConfig } from './config/file.ts';
import { helpText } from './command-line/help.ts';
import { makeToolkit } from './make-toolkit.ts';
import { openSystems } from './systems.ts';
import { parseCommandLine, type CommandLine } from './command-line/flags.ts';
import { requireSignIn, scopeRulesOf } from './sign-in.ts';
import { serveOverHttp } from './serve-http.ts';
import { serveOverStdio } from './serve-stdio.ts';
import { StartError, UsageError } from './errors.ts';
import { withCommandLine } from './config/settings.ts';

/**
 * Runs an app as its command line, its environment and its configuration file say. Exits with 2 when one of them is wrong, with 1 when
 * it cannot start although they are right.
 */
export async function runApp(app: AppDefinition): Promise<void> {
  try {
    await start(app, parseCommandLine(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof StartError)) throw error;
    process.stderr.write(`${app.command}: ${error.message}\n`);
    // Not exitCode: a sandbox or a connection may be open by now.
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

async function start(app: AppDefinition, line: CommandLine): Promise<void> {
  if (line.help) return print(helpText({ command: app.command, title: app.title, variables: variablesOf(app) }));
  if (line.version) return print(app.version);
  if (line.configSchema) return print(JSON.stringify(configJsonSchema(app.kinds, `Configuration of ${app.command}`), undefined, 2));
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = withCommandLine(readConfig(app, line), line);
  if (config.transport === 'http') requireSignIn(config);
  const systems = await openSystems(app, {
    demo: config.demo,
    listed: config.connectors?.map(({ kind, ...options }) => ({ kind, options })),
    environment: process.env,
    overrides: { writes: config.writes, toolsets: line.toolsets, allowObjects: line.allowObjects },
  });
  if (line.lockSurface) return lockSurface(config, systems);
  if (line.check) return check(config, systems);
  await run(app, config, systems);
}

async function run(app: AppDefinition, config: Config, systems: Systems): Promise<void> {
  const log = await createLog(config.log);
  const inFlight = createInFlight();
  const governance = await createGovernance(config, systems.connectors, systems.demo, log);
  const scopes = scopeRulesOf(config);
  const toolkit = inFlight.count(makeToolkit({ config, systems, governance: governance.governed, log, scopes }));
  await governance.open();
  const serve = config.transport === 'stdio' ? serveOverStdio : serveOverHttp;
  await serve({
    app,
    config,
    toolkit,
    governance,
    scopes,
    log,
    demo: systems.demo,
    calls: { name: 'calls', stop: () => inFlight.drained(config.http.drainMs) },
    rest: [
      { name: 'connectors', stop: () => toolkit.close() },
      { name: 'audit', stop: () => governance.close() },
      { name: 'systems', stop: () => systems.close() },
    ],
  });
}

function readConfig({ kinds }: AppDefinition, line: CommandLine): Config {
  const found = findConfig(line.config);
  const schema = configSchema(kinds);
  return found === undefined ? schema.parse({}) : parseConfig(schema, found.file, found.text, process.env);
}

async function check(config: Config, systems: Systems): Promise<void> {
  const toolkit = makeToolkit({ config, systems });
  const results = await toolkit.check();
  print(checkTable(results));
  await toolkit.close();
  await systems.close();
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}

async function lockSurface({ surfaceLock = 'surface.lock.json' }: Config, systems: Systems): Promise<void> {
  const lock = createLock(systems.connectors);
  await writeLock(surfaceLock, lock);
  print(`${surfaceLock}: ${Object.keys(lock.tools).length} tools`);
  for (const connector of systems.connectors) await connector.close?.();
  await systems.close();
}

function variablesOf({ kinds }: AppDefinition): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(kinds.map(({ title, env }) => [title, Object.keys(env)]));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
