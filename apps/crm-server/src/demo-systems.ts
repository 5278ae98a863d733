import type { Demo } from '@causeway/server';

/** An embedded sandbox of both systems, and how to sign in to it. */
export async function startDemo(): Promise<Demo> {
  const { demo, startSandbox } = await import('@causeway/sandbox');
  const sandbox = await startSandbox();
  const { clientId, clientSecret } = demo.salesforce;
  const { accessToken } = demo.hubspot;
  const salesforce = { auth: { clientId, clientSecret }, loginUrl: sandbox.salesforce.url };
  const hubspot = { auth: { accessToken }, baseUrl: sandbox.hubspot.url };
  return {
    entries: [
      { kind: 'salesforce', options: salesforce },
      { kind: 'hubspot', options: hubspot },
    ],
    close: () => sandbox.close(),
  };
}
