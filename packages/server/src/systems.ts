import type { AppDefinition, Systems } from './app.ts';
import { configuredEntries, createConnectors, type ConnectorEntry, type ConnectorOverrides } from './connectors.ts';
import type { Environment } from './config/references.ts';
import { UsageError } from './usage-error.ts';

export interface SystemsOptions {
  readonly demo: 'never' | 'if-unconfigured' | 'always';
  readonly listed: readonly ConnectorEntry[] | undefined;
  readonly environment: Environment;
  readonly overrides: ConnectorOverrides;
}

/**
 * Makes the connectors of every configured system, or of the sandbox. Nobody is served invented customers by accident: without
 * credentials and without a word about demo data it throws a UsageError that says what to set.
 */
export async function openSystems(app: AppDefinition, { demo, listed, environment, overrides }: SystemsOptions): Promise<Systems> {
  const configured = configuredEntries(app.kinds, environment, listed);
  const invented = demo === 'always' || (demo === 'if-unconfigured' && configured.length === 0);
  if (!invented && configured.length === 0) throw new UsageError(unconfigured(app));
  if (!invented)
    return { connectors: await createConnectors(app.kinds, configured, overrides), demo: false, close: () => Promise.resolve() };
  const sandbox = await startDemo(app);
  const connectors = await createConnectors(app.kinds, sandbox.entries, overrides);
  return { connectors, demo: true, close: () => sandbox.close() };
}

async function startDemo({ demo }: AppDefinition) {
  if (demo === undefined) throw new UsageError('This program has no demo data.');
  try {
    return await demo();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('Demo data needs the package @causeway/sandbox; install it beside this one.');
  }
}

function unconfigured({ kinds }: AppDefinition): string {
  const variables = kinds.map(({ title, env }) => `${title}: ${Object.keys(env).join(', ')}`);
  return `No system has credentials. Set those of at least one (${variables.join('; ')}), list connectors in causeway.yaml, or give --demo for invented data.`;
}
