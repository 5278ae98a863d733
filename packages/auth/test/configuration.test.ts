import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createOutbound, outboundSchema, type OutboundConfig } from '../src/index.ts';
import { z } from 'zod';

interface Schema {
  readonly description?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

const directory = mkdtempSync(join(tmpdir(), 'causeway-configuration-'));
afterAll(() => rmSync(directory, { recursive: true }));

const outbound: OutboundConfig = {
  publicUrl: 'https://mcp.example.com',
  signIn: 'trust-link',
  systems: { emea: { kind: 'salesforce', clientId: 'app', clientSecret: 'secret' } },
  vault: { file: join(directory, 'vault.db'), keys: ['k'.repeat(32)] },
};

describe('outbound', () => {
  test('systems have the names of their connectors', async () => {
    const connections = await createOutbound(outbound);
    expect(Object.keys(connections.credentials)).toEqual(['emea']);
    expect(Object.keys(connections.routes)).toContain('/connect/emea/callback');
    await connections.close();
    await connections.close();
  });

  test('keys come from a file, one in each line; without one it is refused', async () => {
    const file = join(directory, 'vault.key');
    writeFileSync(file, `${'n'.repeat(32)}\n${'k'.repeat(32)}\n`);
    const vault = { file: join(directory, 'other.db') };
    const connections = await createOutbound({ ...outbound, vault: { ...vault, keyFile: file } });
    await connections.close();
    await expect(createOutbound({ ...outbound, vault })).rejects.toThrow('needs a key');
    writeFileSync(file, 'short\n');
    await expect(createOutbound({ ...outbound, vault: { ...vault, keyFile: file } })).rejects.toThrow('at least 32');
  });

  test('a name that no connector can have is refused', async () => {
    await expect(createOutbound({ ...outbound, systems: { 'a/b': { kind: 'salesforce', clientId: 'x' } } })).rejects.toThrow(
      'not the name',
    );
  });
});

test('every member is described, and has a form in JSON Schema', () => {
  const missing: string[] = [];
  const visit = (schema: Schema, at: string) => {
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      if (member.description === undefined && member.const === undefined) missing.push(`${at}.${name}`);
      visit(member, `${at}.${name}`);
    }
    for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(one, at);
    if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, `${at}.*`);
  };
  visit(z.toJSONSchema(outboundSchema, { io: 'input' }) as Schema, '');
  expect(missing).toEqual([]);
});
