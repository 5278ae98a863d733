import { afterAll, test } from 'vitest';
import { conformance } from '@causeway/testing';
import { hubspot, type HubSpotAuth } from '@causeway/hubspot';
import type { Secret } from '@causeway/core';
import { allScopes, samples, startSandbox } from './samples.ts';

const sandbox = await startSandbox();
const tokens = [allScopes, sandbox.hubspot.token()] as const;
const restore = sandbox.snapshot();
afterAll(() => sandbox.close());

const cases = conformance({
  connect: ({ url, credential }) =>
    hubspot({
      baseUrl: url,
      auth: async (call, rejected) => ({ accessToken: await credential(call, rejected === undefined ? undefined : tokenOf(rejected)) }),
    }),
  upstream: sandbox.hubspot.url,
  samples,
  tokens,
  reads: [/^POST \S*\/(search|batch\/read)$/, 'POST /oauth/'],
  faults: {
    permissionDenied: [
      {
        status: 403,
        body: { status: 'error', message: 'Scopes are missing.', category: 'MISSING_SCOPES', context: { requiredGranularScopes: ['a.b'] } },
      },
      { status: 403, body: { status: 'error', message: 'Scopes are missing.' } },
    ],
    notFound: [
      { status: 404, body: { status: 'error', message: 'resource not found' } },
      { status: 404, headers: { 'content-type': 'text/html;charset=iso-8859-1' }, body: '<html>HTTP ERROR 404 Not Found</html>' },
    ],
    conflict: { status: 409, body: { status: 'error', message: 'Contact already exists. Existing ID: 1', category: 'CONFLICT' } },
    rateLimited: [
      { status: 429, body: { status: 'error', message: 'You have reached your daily limit.', policyName: 'DAILY' } },
      { status: 429, body: { status: 'error', message: 'You have reached your secondly limit.', policyName: 'SECONDLY' } },
    ],
    unauthenticated: [
      { status: 401, body: { status: 'error', message: 'Authentication credentials not found.', category: 'INVALID_AUTHENTICATION' } },
    ],
  },
  reset: restore,
});

/** The kit's credential is a token; the connector's is a way to sign in that holds one. */
function tokenOf(auth: HubSpotAuth): Secret | undefined {
  return 'accessToken' in auth ? auth.accessToken : undefined;
}

for (const { name, run } of cases) test(name, run, 60_000);
