import { conformance, serve } from '@causeway/testing';
import { afterAll, describe, test } from 'vitest';
import { signedInConnector, signedInOptions, signedInService } from './signed-in.ts';

describe('a connector that signs in by itself, to a system at a URL that knows its users', async () => {
  const service = signedInService(['secret-of-alice', 'secret-of-bob']);
  const { url, close } = await serve(service.handle);
  afterAll(close);
  const cases = conformance({
    ...signedInOptions,
    connect: (environment) => signedInConnector(environment),
    upstream: url,
    reset: service.reset,
  });
  for (const { name, run } of cases) test(name, run);
});
