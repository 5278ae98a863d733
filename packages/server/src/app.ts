import type { Connector, ConnectorKind } from '@causeway/core';
import type { ConnectorEntry } from './connectors.ts';

/** Demo data, served by an embedded sandbox. */
export interface Demo {
  /** Options with which each kind reaches it. */
  readonly entries: readonly ConnectorEntry[];
  close(): Promise<void>;
}

/** What makes one app different from another. */
export interface AppDefinition {
  /** Name of the command: `causeway-crm-server`. */
  readonly command: string;
  /** For people: `Causeway CRM server`. */
  readonly title: string;
  readonly version: string;
  readonly kinds: readonly ConnectorKind[];
  /** Starts the sandbox. Called only when demo data is wanted; throws when the sandbox is not installed. */
  readonly demo?: () => Promise<Demo>;
}

/** The systems that an app serves, and whether they are invented. */
export interface Systems {
  readonly connectors: readonly Connector[];
  readonly demo: boolean;
  close(): Promise<void>;
}
