import { createSealer, Secret } from '@causeway/core';
import { createVault, memoryVault, type VaultKey } from '../src/index.ts';
import { describe, expect, test } from 'vitest';

const vaultKeys = [new Secret('k'.repeat(32))];

describe('the vault', () => {
  const keyOf = (user: string, tenant = 'acme', system = 'salesforce'): VaultKey => ({ tenant, user, system });
  const grant = { accessToken: 'token-of-ada', refreshToken: 'refresh-of-ada', scopes: [], connectedAt: new Date(0).toISOString() };

  test('a row that is moved to another user, tenant or system opens nothing', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys: vaultKeys });
    await vault.put(keyOf('ada'), grant);
    const sealed = (await inner.read(keyOf('ada')))?.sealed ?? '';
    for (const other of [keyOf('bob'), keyOf('ada', 'other'), keyOf('ada', 'acme', 'hubspot')]) {
      await inner.write(other, sealed);
      await expect(vault.find(other)).rejects.toMatchObject({ code: 'internal' });
    }
    expect((await vault.find(keyOf('ada')))?.grant.accessToken).toBe('token-of-ada');
  });

  test('a row holds no token in the clear, and no two rows are alike', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys: vaultKeys });
    await vault.put(keyOf('ada'), grant);
    const first = (await inner.read(keyOf('ada')))?.sealed ?? '';
    await vault.put(keyOf('ada'), grant);
    const second = (await inner.read(keyOf('ada')))?.sealed ?? '';
    expect(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('token-of-ada');
    expect(first.slice(9, 25)).not.toBe(second.slice(9, 25));
  });

  test('a changed row is not believed', async () => {
    const inner = memoryVault();
    const vault = createVault({ store: inner, keys: vaultKeys });
    await vault.put(keyOf('ada'), grant);
    const sealed = (await inner.read(keyOf('ada')))?.sealed ?? '';
    await inner.write(keyOf('ada'), `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`);
    await expect(vault.find(keyOf('ada'))).rejects.toMatchObject({ code: 'internal' });
  });

  test('keys change without anybody noticing: the new one seals, the old one still opens, and rows move when they are used', async () => {
    const inner = memoryVault();
    const next = new Secret('n'.repeat(32));
    await createVault({ store: inner, keys: vaultKeys }).put(keyOf('ada'), grant);
    const both = createVault({ store: inner, keys: [next, ...vaultKeys] });
    expect((await both.find(keyOf('ada')))?.grant.accessToken).toBe('token-of-ada');
    expect((await createVault({ store: inner, keys: [next] }).find(keyOf('ada')))?.grant.accessToken).toBe('token-of-ada');
    await expect(createVault({ store: inner, keys: vaultKeys }).find(keyOf('ada'))).rejects.toMatchObject({ code: 'internal' });
  });
});

test('a sealed answer of one caller confirms nothing for another', () => {
  const sealer = createSealer();
  const token = sealer.seal({ yes: true }, { purpose: 'ask', partition: 'ada', tool: 'desk_update_ticket' });
  for (const binding of [
    { purpose: 'ask', partition: 'bob', tool: 'desk_update_ticket' },
    { purpose: 'ask', partition: 'ada', tool: 'desk_delete_ticket' },
    { purpose: 'call', partition: 'ada', tool: 'desk_update_ticket' },
  ])
    expect(() => sealer.unseal(token, binding)).toThrow('not valid here');
});
