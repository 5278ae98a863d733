import { demo, startSandbox, type Sandbox, type SandboxOptions } from '@causeway/sandbox';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, fromSource, startHttp, type Running } from '../../../test/apps.ts';

/** A configuration file that reaches both systems of a sandbox. */
export function configFor(sandbox: Pick<Sandbox, 'salesforce' | 'hubspot'>, more = ''): string {
  const { clientId, clientSecret } = demo.salesforce;
  const { url } = sandbox.salesforce;
  return `connectors:
  - kind: salesforce
    auth: { clientId: ${clientId}, clientSecret: ${clientSecret} }
    loginUrl: ${url}
  - kind: hubspot
    auth: { accessToken: ${demo.hubspot.accessToken} }
    baseUrl: ${sandbox.hubspot.url}
${more}`;
}

export interface SandboxApp {
  readonly app: Running;
  readonly sandbox: Sandbox;
  /** Where the app was started, and where its home is. */
  readonly folder: string;
  close(): Promise<void>;
}

/** The CRM server as a process of its own, against a sandbox that the test can steer. */
export async function startSandboxApp(more = '', flags: readonly string[] = [], options: SandboxOptions = {}): Promise<SandboxApp> {
  const sandbox = await startSandbox(options);
  const folder = emptyFolder();
  writeFileSync(join(folder, 'causeway.yaml'), configFor(sandbox, more));
  const app = await startHttp(fromSource('crm-server'), flags, { cwd: folder });
  return {
    app,
    sandbox,
    folder,
    async close() {
      await app.stop();
      await sandbox.close();
    },
  };
}
