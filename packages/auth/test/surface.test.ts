import { expect, test } from 'vitest';
import * as auth from '../src/index.ts';
import * as postgres from '../src/postgres/index.ts';

test('exports exactly these values', () => {
  expect(Object.keys(auth).sort()).toEqual([
    'TokenRefused',
    'apiKeyIssuer',
    'apiKeyVerifier',
    'createApiKey',
    'createAuthenticate',
    'createConnections',
    'createKeyMemory',
    'createOutbound',
    'createVault',
    'hubspotSystem',
    'introspectionVerifier',
    'jwtVerifier',
    'keyFile',
    'memoryVault',
    'outboundSchema',
    'salesforceSystem',
    'scopes',
    'sqliteVault',
  ]);
  expect(Object.keys(postgres)).toEqual(['postgresVault']);
});
