import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { apiKeyVerifier, keyFile, TokenRefused } from '../src/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'causeway-keys-'));
afterAll(() => rmSync(directory, { recursive: true }));
const file = join(directory, 'keys.json');
const command = join(import.meta.dirname, '../src/cli/keys.ts');

async function keys(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@causeway/source', command, ...args, '--file', file]);
  return stdout;
}

const verify = (token: string) => apiKeyVerifier({ store: keyFile(file) }).verify(token);

test('a key that was created works until it is revoked, is shown once, and its file is its owner’s alone', async () => {
  const [token = '', said = ''] = (
    await keys('create', '--principal', 'nightly', '--scope', 'crm.read', '--tenant', 'acme', '--days', '90')
  ).split('\n');
  const id = /Its id is (\w{16})/.exec(said)?.[1] ?? '';
  expect(await verify(token)).toMatchObject({
    caller: { principal: { id: 'nightly', clientId: id, scopes: ['crm.read'] }, tenant: 'acme' },
  });
  expect(readFileSync(file, 'utf8')).not.toContain(token.slice(21));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await keys('list')).toMatch(new RegExp(`^${id}  nightly  tenant acme  crm.read  in use until `));
  await keys('revoke', id);
  await expect(verify(token)).rejects.toThrow(TokenRefused);
  expect(await keys('list')).toContain('ended ');
});

test('a rotated key and its successor both work for a while', async () => {
  const [old = ''] = (await keys('create', '--principal', 'sync', '--scope', 'crm.write')).split('\n');
  const [next = ''] = (await keys('rotate', old.slice(4, 20))).split('\n');
  expect((await verify(old)).caller.principal?.id).toBe('sync');
  expect((await verify(next)).caller.principal).toMatchObject({ id: 'sync', scopes: ['crm.write'] });
});

test('what is wrong with a command is said in a line', async () => {
  await expect(keys('revoke', 'nothing')).rejects.toMatchObject({ code: 2, stderr: 'causeway-keys: There is no key "nothing".\n' });
  await expect(keys('create')).rejects.toMatchObject({ code: 2 });
});
