import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnections, createVault, memoryVault, salesforceSystem, type ServiceAccount } from '../src/index.ts';
import { demo, startSandbox, type Sandbox } from '@causeway/sandbox';
import { asCall, callerOf } from './support/caller.ts';
import { Secret } from '@causeway/core';

const { clientId, clientSecret, admin } = demo.salesforce;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

function start(serviceAccounts: Readonly<Record<string, Readonly<Record<string, ServiceAccount>>>>) {
  const { credentials } = createConnections({
    vault: createVault({ store: memoryVault(), keys: [new Secret('k'.repeat(32))] }),
    systems: {
      salesforce: salesforceSystem({
        clientId,
        clientSecret: new Secret(clientSecret),
        loginUrl: sandbox.salesforce.url,
        allowPrivate: true,
      }),
    },
    publicUrl: 'http://127.0.0.1:3000',
    signIn: 'trust-link',
    serviceAccounts,
  });
  return (tenant: string | undefined, rejected?: { readonly accessToken: Secret }) =>
    asCall(callerOf('ada', tenant), (call) => credentials.salesforce(call, rejected));
}

const signIns = () => sandbox.requests.filter(({ url }) => url.startsWith('/services/oauth2/token')).length;

test('client credentials: one sign-in serves all users of a tenant, and a rejected token is replaced once', async () => {
  const credential = start({ acme: { salesforce: { kind: 'client_credentials' } } });
  sandbox.clearRequests();
  const [first, second] = await Promise.all([credential('acme'), credential('acme')]);
  expect(first.accessToken.reveal()).toBe(second.accessToken.reveal());
  expect(first.instanceUrl).toBe(sandbox.salesforce.url);
  expect(signIns()).toBe(1);
  const next = await credential('acme', first);
  expect(next.accessToken.reveal()).not.toBe(first.accessToken.reveal());
  expect(signIns()).toBe(2);
});

test('a signed assertion signs in as the user it names', async () => {
  const credential = start({
    '*': {
      salesforce: {
        kind: 'jwt_bearer',
        username: admin.username,
        privateKey: new Secret(sandbox.salesforce.jwtPrivateKey),
        audience: 'https://login.salesforce.com',
      },
    },
  });
  const { accessToken, instanceUrl } = await credential('whoever');
  const answer = await fetch(`${instanceUrl}/services/oauth2/userinfo`, { headers: { authorization: `Bearer ${accessToken.reveal()}` } });
  expect(await answer.json()).toMatchObject({ preferred_username: admin.username });
});

test('a fixed token is given as it is, and given up when it is rejected', async () => {
  const account: ServiceAccount = { kind: 'static', accessToken: new Secret('fixed'), instanceUrl: 'https://acme.my.salesforce.com' };
  const credential = start({ acme: { salesforce: account } });
  const value = await credential('acme');
  expect([value.accessToken.reveal(), value.instanceUrl]).toEqual(['fixed', 'https://acme.my.salesforce.com']);
  await expect(credential('acme', value)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('the account of one tenant serves no other', async () => {
  const credential = start({ acme: { salesforce: { kind: 'client_credentials' } } });
  for (const tenant of ['other', undefined, 'constructor', '__proto__'])
    await expect(credential(tenant)).rejects.toMatchObject({ code: 'unauthenticated' });
});
