#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createApiKey, isLive, type ApiKey } from '../keys/api-key.ts';
import { keyFile } from '../keys/key-file.ts';
import type { KeyStore } from '../keys/key-store.ts';

const usage = `causeway-keys: API keys of a Causeway server

  causeway-keys create --principal NAME [--scope crm.read]… [--role R]… [--group G]… [--tenant T] [--name TEXT] [--days 90]
  causeway-keys list
  causeway-keys rotate ID [--hours 24]     a new key for the same; the old one ends after so many hours
  causeway-keys revoke ID

  --file PATH   where they are kept (default: CAUSEWAY_KEYS, or .causeway/keys.json)
`;

const hourMs = 3_600_000;

class UsageError extends Error {}

const options = {
  file: { type: 'string' },
  principal: { type: 'string' },
  scope: { type: 'string', multiple: true },
  role: { type: 'string', multiple: true },
  group: { type: 'string', multiple: true },
  tenant: { type: 'string' },
  name: { type: 'string' },
  days: { type: 'string' },
  hours: { type: 'string' },
  help: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse() {
  return parseArgs({ options, allowPositionals: true });
}

const commands: Readonly<Record<string, (store: KeyStore, id: string | undefined, values: Values) => Promise<string>>> = {
  async create(store, _, { principal, scope = [], role = [], group = [], tenant, name, days }) {
    if (principal === undefined || principal === '') throw new UsageError('Say whose key it is: --principal NAME');
    const end = days === undefined ? undefined : new Date(Date.now() + positive(days, '--days') * 24 * hourMs).toISOString();
    const { key, token } = createApiKey({
      principal,
      scopes: scope,
      roles: role,
      groups: group,
      ...(tenant === undefined ? {} : { tenant }),
      ...(name === undefined ? {} : { name }),
      ...(end === undefined ? {} : { expiresAt: end }),
    });
    await store.add(key);
    return shown(key, token.reveal());
  },

  async list(store) {
    const keys = await store.list();
    return keys.length === 0 ? 'There are no keys.' : keys.map(lineOf).join('\n');
  },

  async rotate(store, id, { hours = '24' }) {
    const old = (await store.list()).find((key) => key.id === id);
    if (old === undefined || !isLive(old)) throw new UsageError(`There is no key "${id ?? ''}" in use.`);
    const { id: _, hash: __, createdAt: ___, revokedAt: ____, ...grant } = old;
    const { key, token } = createApiKey(grant);
    await store.add(key);
    const end = Math.min(Date.now() + positive(hours, '--hours') * hourMs, Date.parse(old.expiresAt ?? '9999-12-31'));
    await store.update(old.id, { expiresAt: new Date(end).toISOString() });
    return shown(key, token.reveal());
  },

  async revoke(store, id) {
    if (id === undefined || !(await store.update(id, { revokedAt: new Date().toISOString() })))
      throw new UsageError(`There is no key "${id ?? ''}".`);
    return `Revoked ${id}.`;
  },
};

function shown({ id, expiresAt }: ApiKey, token: string): string {
  return `${token}\nThis is shown once. Its id is ${id}${expiresAt === undefined ? '' : `, it ends ${expiresAt}`}.`;
}

function lineOf(key: ApiKey): string {
  const { id, principal, tenant, scopes, expiresAt, revokedAt } = key;
  const state = isLive(key) ? (expiresAt === undefined ? 'in use' : `in use until ${expiresAt}`) : `ended ${revokedAt ?? expiresAt ?? ''}`;
  return [id, principal, ...(tenant === undefined ? [] : [`tenant ${tenant}`]), scopes.join(' ') || 'no scopes', state].join('  ');
}

function positive(text: string, flag: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new UsageError(`${flag} needs a number above 0.`);
  return value;
}

try {
  const { values, positionals } = parse();
  const [name = '', id] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const path = values.file ?? process.env['CAUSEWAY_KEYS'] ?? '.causeway/keys.json';
  process.stdout.write(values.help === true || command === undefined ? usage : `${await command(keyFile(path), id, values)}\n`);
  if (command === undefined && values.help !== true) process.exitCode = 2;
} catch (error) {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (!(error instanceof UsageError) && !code.startsWith('ERR_PARSE_ARGS')) throw error;
  process.stderr.write(`causeway-keys: ${message}\n`);
  process.exitCode = 2;
}
