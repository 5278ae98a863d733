import type { Demo } from '@causeway/server';

/** An embedded sandbox, and how to sign in to it. */
export async function startDemo(): Promise<Demo> {
  const { demo, startSandbox } = await import('@causeway/sandbox');
  const sandbox = await startSandbox();
  const { clientId, clientSecret } = demo.salesforce;
  const salesforce = { auth: { clientId, clientSecret }, loginUrl: sandbox.salesforce.url };
  return { entries: [{ kind: 'salesforce', options: salesforce }], close: () => sandbox.close() };
}
