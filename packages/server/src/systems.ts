import type { AppDefinition, Systems } from './app.ts';
import { configuredEntries, createConnectors, type ConnectorEntry, type ConnectorOverrides } from './connectors.ts';
import { importOptional, UsageError } from './errors.ts';
import type { Environment } from './config/references.ts';

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
  if (app.demo === undefined) throw new UsageError('This program has no demo data.');
  const sandbox = await importOptional(app.demo, 'Demo data', '@causeway/sandbox');
  const connectors = await createConnectors(app.kinds, sandbox.entries, overrides).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  return { connectors, demo: true, close: () => sandbox.close() };
}

function unconfigured({ kinds }: AppDefinition): string {
  const variables = kinds.map(({ title, env }) => `${title}: ${Object.keys(env).join(', ')}`);
  return `No system has credentials. Set those of at least one (${variables.join('; ')}), list connectors in causeway.yaml, or give --demo for invented data.`;
}
