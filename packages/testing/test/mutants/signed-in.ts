import { ConnectorError } from '@causeway/core';
import type { Mutant } from '../mutants.ts';
import { signedInConnector, signedInOptions, signedInService } from '../signed-in.ts';

const service = signedInService(signedInOptions.tokens ?? []);

export const signedInMutants: readonly Mutant[] = [
  {
    rule: 'sign-in-refused',
    how: 'takes a refused sign-in for a wrong input',
    options: {
      ...signedInOptions,
      connect: (environment) => signedInConnector(environment, () => new ConnectorError('invalid_input', 'Wrong.')),
      upstream: service.handle,
      reset: service.reset,
    },
  },
];
