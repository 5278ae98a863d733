import { signedInMutants } from './mutants/signed-in.ts';
import type { Connector } from '@causeway/core';
import type { ConformanceOptions, Environment } from '@causeway/testing';
import { behaviourMutants } from './mutants/behaviour.ts';
import { faultMutants } from './mutants/faults.ts';
import { secrecyMutants } from './mutants/secrecy.ts';
import { shapeMutants } from './mutants/shape.ts';
import type { Parts } from './notes-connector.ts';

/** The connector that keeps every rule, broken in one way. */
export interface Mutant {
  /** The one rule that it breaks. */
  readonly rule: string;
  readonly how: string;
  readonly change?: (parts: Parts) => Partial<Parts>;
  readonly alter?: (connector: Connector, environment: Environment) => Connector;
  readonly options?: Partial<ConformanceOptions>;
}

export const mutants: readonly Mutant[] = [...shapeMutants, ...behaviourMutants, ...faultMutants, ...secrecyMutants, ...signedInMutants];
