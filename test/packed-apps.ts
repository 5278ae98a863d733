import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientKinds, connect, inspect, type Place } from './app-clients.ts';
import { fromPackage, runToEnd, startHttp, type AppName, type Program } from './apps.ts';
import { run } from './packed-packages.ts';

const calls: Readonly<Record<string, { readonly arguments: Readonly<Record<string, string>>; readonly fields: object }>> = {
  salesforce_get_account: { arguments: { name: 'Brightwater' }, fields: { Name: 'Brightwater Dairy Ltd' } },
  hubspot_get_contact: {
    arguments: { email: 'claire.hughes@brightwaterdairy.example' },
    fields: { firstname: 'Claire', lastname: 'Hughes' },
  },
};
const apps: Readonly<Record<AppName, readonly string[]>> = {
  'crm-server': Object.keys(calls),
  'salesforce-server': ['salesforce_get_account'],
  'hubspot-server': ['hubspot_get_contact'],
};
const names = Object.keys(apps) as readonly AppName[];

/** The apps as they are published, in the folder where they are installed. */
export function describePackedApps(folder: () => string): void {
  const stdio = (app: AppName): Program => {
    const program = fromPackage(folder(), app);
    return { ...program, args: [...program.args, '--stdio', '--demo'] };
  };
  const answers = async (place: Place, app: AppName, kind: (typeof clientKinds)[number]) => {
    const client = await connect(kind, place);
    for (const name of apps[app]) {
      const { structuredContent } = await client.callTool({ name, arguments: calls[name]?.arguments });
      expect(structuredContent).toMatchObject({ fields: calls[name]?.fields });
    }
    await client.close();
  };

  describe.each(names)('%s, installed', { timeout: 120_000 }, (app) => {
    it.each(app === 'crm-server' ? clientKinds : clientKinds.slice(-1))('answers %s over stdio and HTTP', async (kind) => {
      await answers({ program: stdio(app) }, app, kind);
      const server = await startHttp(fromPackage(folder(), app), ['--demo']);
      await answers({ url: server.url }, app, kind);
      expect(await server.stop()).toBe(0);
    });

    it('answers the MCP Inspector', async () => {
      const [name = ''] = apps[app];
      const pairs = Object.entries(calls[name]?.arguments ?? {}).flatMap(([key, value]) => ['--tool-arg', `${key}=${value}`]);
      const answer = await inspect({ program: stdio(app) }, ['--method', 'tools/call', '--tool-name', name, ...pairs]);
      expect(answer).toMatchObject({ structuredContent: { fields: calls[name]?.fields } });
    });

    it('runs as npx runs it, and says what to set', async () => {
      expect(await run('npm', ['exec', '--offline', '--', `@causeway/${app}`, '--version'], folder())).toMatch(/^\d+\.\d+\.\d+\n$/);
      expect(existsSync(join(folder(), 'node_modules/@causeway', app, 'causeway.schema.json'))).toBe(true);
      const { code, stdout, stderr } = await runToEnd(fromPackage(folder(), app), []);
      expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
    });

    it('does without the sandbox, and says so when it is asked for', async () => {
      const sandbox = join(folder(), 'node_modules/@causeway/sandbox');
      renameSync(sandbox, `${sandbox}-away`);
      const { code, stderr } = await runToEnd(fromPackage(folder(), app), ['--demo']);
      renameSync(`${sandbox}-away`, sandbox);
      expect([code, stderr]).toEqual([2, `causeway-${app}: Demo data needs the package @causeway/sandbox; install it beside this one.\n`]);
    });
  });
}
