import { existsSync } from 'node:fs';
import { createSealer, createToolkit, Secret, type Toolkit } from '@causeway/core';
import type { AppDefinition, Systems } from './app.ts';
import { checkTable } from './check.ts';
import { configSchema, type Config } from './config/schema.ts';
import { createGovernance } from './governance.ts';
import { createLog } from './log.ts';
import { demoNote } from './demo-note.ts';
import { findConfig, parseConfig } from './config/file.ts';
import { helpText } from './command-line/help.ts';
import { openSystems } from './systems.ts';
import { parseCommandLine, type CommandLine } from './command-line/flags.ts';
import { serve } from './serve.ts';
import type { Stoppable } from './shutdown.ts';
import { UsageError } from './usage-error.ts';
import { withCommandLine } from './config/settings.ts';

/** Runs an app as its command line, its environment and its configuration file say. Exits with 2 when one of them is wrong. */
export async function runApp(app: AppDefinition): Promise<void> {
  try {
    await start(app, parseCommandLine(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${app.command}: ${error.message}\n`);
    process.exitCode = 2;
  }
}

async function start(app: AppDefinition, line: CommandLine): Promise<void> {
  if (line.help) return print(helpText({ command: app.command, title: app.title, variables: variablesOf(app) }));
  if (line.version) return print(app.version);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = withCommandLine(readConfig(app, line), line);
  const systems = await openSystems(app, {
    demo: config.demo,
    listed: config.connectors?.map(({ kind, ...options }) => ({ kind, options })),
    environment: process.env,
    overrides: { toolsets: line.toolsets ?? (config.writes ? undefined : ['read']), allowObjects: line.allowObjects },
  });
  const log = await createLog(config.log);
  const governance = createGovernance(config, log);
  const toolkit = makeToolkit(config, systems, governance);
  if (line.check) return check(toolkit, systems);
  await governance.open();
  const rest: readonly Stoppable[] = [
    { name: 'connectors', stop: () => toolkit.close() },
    { name: 'audit', stop: () => governance.close() },
    { name: 'systems', stop: () => systems.close() },
  ];
  await serve({ app, config, toolkit, governance, log, demo: systems.demo, rest });
}

function readConfig({ kinds }: AppDefinition, line: CommandLine): Config {
  const found = findConfig(line.config);
  const schema = configSchema(kinds);
  return found === undefined ? schema.parse({}) : parseConfig(schema, found.file, found.text, process.env);
}

function makeToolkit(
  { sealKeys, deadlineMs }: Config,
  { connectors, demo }: Systems,
  governance: ReturnType<typeof createGovernance>,
): Toolkit {
  try {
    return createToolkit({
      connectors,
      use: [...(demo ? [demoNote] : []), governance],
      deadlineMs,
      ...(sealKeys === undefined ? {} : { sealer: createSealer({ keys: sealKeys.map((key) => new Secret(key)) }) }),
    });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

async function check(toolkit: Toolkit, systems: Systems): Promise<void> {
  const results = await toolkit.check();
  print(checkTable(results));
  await toolkit.close();
  await systems.close();
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}

function variablesOf({ kinds }: AppDefinition): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(kinds.map(({ title, env }) => [title, Object.keys(env)]));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
