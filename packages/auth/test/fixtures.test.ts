import { expect, test } from 'vitest';
import type { Caller } from '@causeway/core';
import { createAuthenticate, jwtVerifier, type IdentityOptions } from '../src/index.ts';
import entra from './fixtures/entra.json' with { type: 'json' };
import keycloak from './fixtures/keycloak.json' with { type: 'json' };
import { startIssuer } from './support/issuer.ts';

const resource = 'https://mcp.example.com/mcp';

async function callerOf(claims: object, identity: IdentityOptions): Promise<Caller | number> {
  const issuer = await startIssuer(resource);
  const { authenticate } = createAuthenticate({
    resource,
    verifiers: [jwtVerifier({ issuer: issuer.url, audience: resource, allowPrivate: true, identity })],
  });
  const now = Math.floor(Date.now() / 1_000);
  const token = await issuer.sign({ ...claims, iss: issuer.url, aud: resource, iat: now, nbf: now, exp: now + 300 });
  const answer = await authenticate(new Request(resource, { headers: { authorization: `Bearer ${token}` } }));
  await issuer.close();
  if (answer instanceof Response) return answer.status;
  return { ...answer, ...(answer.principal === undefined ? {} : { principal: { ...answer.principal, issuer: 'the issuer' } }) };
}

test('a token as Keycloak makes it: realm roles, groups with their paths, scopes from both', async () => {
  const identity: IdentityOptions = {
    profile: 'keycloak',
    tenant: { value: 'acme' },
    grants: [
      { roles: ['crm-editor'], scopes: ['crm.write'] },
      { groups: ['/Sales/EMEA'], scopes: ['salesforce:read'] },
      { roles: ['crm-admin'], scopes: ['salesforce:*'] },
    ],
  };
  expect(await callerOf(keycloak, identity)).toEqual({
    tenant: 'acme',
    principal: {
      id: 'f3a1c6de-2f0b-4b51-9a3f-6d1f0a7f2c11',
      issuer: 'the issuer',
      clientId: 'claude-desktop',
      name: 'ada',
      scopes: ['openid', 'profile', 'email', 'crm.read', 'crm.write', 'salesforce:read'],
      roles: ['offline_access', 'crm-editor', 'uma_authorization'],
      groups: ['/Sales/EMEA', '/All'],
    },
  });
});

test('roles of one Keycloak client count where they are named', async () => {
  const identity: IdentityOptions = { profile: 'keycloak', roles: ['realm_access.roles', 'resource_access.causeway.roles'] };
  expect(await callerOf(keycloak, identity)).toMatchObject({ principal: { roles: expect.arrayContaining(['crm-editor', 'exporter']) } });
});

test('a token as Entra ID makes it: the person of the directory, its tenant, delegated scopes and app roles', async () => {
  const grants = [{ roles: ['CRM.Write'], scopes: ['crm.write'] }];
  expect(await callerOf(entra, { profile: 'entra', grants })).toEqual({
    tenant: '5b1c9e7a-8f7e-4b0b-9d6e-2f4f7f1d3a20',
    principal: {
      id: '9d2f8a61-0c55-4c1b-8a52-1e1f5a7b6c33',
      issuer: 'the issuer',
      clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      name: 'ada@acme.example',
      scopes: ['crm.read', 'crm.write'],
      roles: ['CRM.Write'],
      groups: ['0e5ff1d7-6a1d-4b7e-a1b5-5a0e8b1f9c44'],
    },
  });
});

test('a token of Entra ID without tenant or person is refused', async () => {
  for (const claim of ['tid', 'oid']) expect(await callerOf({ ...entra, [claim]: undefined }, { profile: 'entra' })).toBe(401);
});

test('a claim whose name has dots is found by its name', async () => {
  const identity: IdentityOptions = { roles: ['https://acme.example/roles'] };
  expect(await callerOf({ 'https://acme.example/roles': ['editor'] }, identity)).toMatchObject({ principal: { roles: ['editor'] } });
});
