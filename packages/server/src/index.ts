export type { AppDefinition, Demo } from './app.ts';
export type { ConnectorEntry } from './connectors.ts';
export { runApp } from './run.ts';
