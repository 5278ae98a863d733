import type { Demo } from '@causeway/server';

/** An embedded sandbox, and how to sign in to it. */
export async function startDemo(): Promise<Demo> {
  const { demo, startSandbox } = await import('@causeway/sandbox');
  const sandbox = await startSandbox();
  const { accessToken } = demo.hubspot;
  const hubspot = { auth: { accessToken }, baseUrl: sandbox.hubspot.url };
  return { entries: [{ kind: 'hubspot', options: hubspot }], close: () => sandbox.close() };
}
