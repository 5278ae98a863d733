import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config/file.ts';
import { configSchema } from '../src/config/schema/config.ts';
import { deskKind } from './help-desk-kind.ts';
import type { ConnectorKind } from '@causeway/core';
import { z } from 'zod';

const folder = join(import.meta.dirname, '..');
const example = readFileSync(join(folder, 'test/causeway.yaml'), 'utf8');
const environment = {
  EMEA_CLIENT_ID: 'a',
  EMEA_CLIENT_SECRET: 'b',
  HUBSPOT_ACCESS_TOKEN: 'c',
  AUDIT_KEY: 'abcdefghijabcdefghijabcdefghijabcdefghij',
  PORT: '8080',
};
/** Kinds of these names that take anything: what the systems take themselves is tested where the systems are. */
const kinds = ['salesforce', 'hubspot'].map((kind): ConnectorKind => ({ ...deskKind, kind, options: z.looseObject({}) }));

describe('the README', () => {
  it('shows the file that is tested here (vitest -u fills it in)', async () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const block = /(<!-- packages\/server\/test\/causeway\.yaml -->\n```yaml\n)[^]*?(```)/;
    expect(readme).toMatch(block);
    await expect(readme.replace(block, (_, open: string, close: string) => open + example + close)).toMatchFileSnapshot(
      join(folder, 'README.md'),
    );
  });

  it('shows a file that is understood', () => {
    const config = parseConfig(configSchema(kinds), 'causeway.yaml', example, environment);
    expect(config).toMatchObject({
      http: { host: '0.0.0.0', port: 8_080 },
      writes: true,
      auth: { jwt: [{ issuer: 'https://login.example.com' }] },
    });
    expect(config.connectors?.map(({ kind }) => kind)).toEqual(['salesforce', 'hubspot']);
    expect(config.audit.key?.secret.reveal()).toBe(environment.AUDIT_KEY);
  });
});
