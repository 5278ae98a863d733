import type { CallContext, Connector, Secret } from '@causeway/core';

/** Where a connector under test finds its system, and with what it signs in. */
export interface Environment {
  /** Base URL of the stand-in, on loopback and without a trailing slash. */
  readonly url: string;
  /** Access for whoever calls, to be passed on as the connector's `Credential`. Refreshes a token that was rejected. */
  readonly credential: (call: CallContext, rejected?: Secret) => Promise<Secret>;
  /** For a connector that is configured with one fixed account: its password, key or client secret. */
  readonly secret: Secret;
}

/** Builds the connector under test. Called often; each connector is closed afterwards. */
export type Connect = (environment: Environment) => Connector | Promise<Connector>;
