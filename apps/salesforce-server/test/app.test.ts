import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect, type Place } from '../../../test/app-clients.ts';
import { fromSource, runToEnd, startHttp } from '../../../test/apps.ts';
import { root } from '../../../test/imports.ts';

const program = fromSource('salesforce-server');

const serves = async (place: Place) => {
  const client = await connect('client 2, revision 2026-07-28', place);
  const { tools } = await client.listTools();
  expect(tools.filter(({ name }) => !name.startsWith('salesforce_'))).toEqual([]);
  expect(tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)).toEqual([]);
  const answer = await client.callTool({ name: 'salesforce_get_account', arguments: { name: 'Brightwater' } });
  expect(answer.structuredContent).toMatchObject({ fields: { Name: 'Brightwater Dairy Ltd' } });
  await client.close();
};

describe('the Salesforce server', { timeout: 60_000 }, () => {
  it('serves its system alone, over HTTP', async () => {
    const app = await startHttp(program, ['--demo']);
    await serves({ url: app.url });
    expect(await app.stop()).toBe(0);
  });

  it('serves it over stdio', () => serves({ program: { ...program, args: [...program.args, '--stdio', '--demo'] } }));

  it('says what to set when nothing is', async () => {
    const { code, stderr } = await runToEnd(program, []);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^causeway-salesforce-server: No system has credentials\. .*SALESFORCE_CLIENT_ID.*\n$/),
    ]);
  });

  it('prints the JSON Schema that the package publishes (npm run schema writes it)', async () => {
    const published: unknown = JSON.parse(readFileSync(join(root, 'apps/salesforce-server/causeway.schema.json'), 'utf8'));
    expect(JSON.parse((await runToEnd(program, ['--config-schema'])).stdout)).toEqual(published);
  });
});
