import { Secret } from '@causeway/core';
import { asCall, callerOf } from './caller.ts';
import { createConnections, createVault, hubspotSystem, sqliteVault } from '../../src/index.ts';

// A process of its own, which needs the tokens of some users: prints them.
const [path = '', url = '', ...users] = process.argv.slice(2);

const connections = createConnections({
  vault: createVault({ store: sqliteVault(path), keys: [new Secret('k'.repeat(32))] }),
  systems: { hubspot: hubspotSystem({ clientId: 'app', clientSecret: new Secret('s'), appUrl: url, apiUrl: url, allowPrivate: true }) },
  publicUrl: 'http://127.0.0.1:3000',
  signIn: 'trust-link',
});
const tokens = await Promise.all(
  users.map(async (user) => (await asCall(callerOf(user, 'acme'), (call) => connections.credentials.hubspot(call))).accessToken.reveal()),
);
process.stdout.write(JSON.stringify(tokens));
await connections.close();
