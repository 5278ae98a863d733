import { audit, fileSink } from '@causeway/middleware';
import { describe, expect, it } from 'vitest';
import { createDesk, kit, person } from './desk.ts';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { lines, logFiles, scratch } from './audit-log.ts';
import { Secret } from '@causeway/core';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: 'audit' | 'surface', ...args: readonly string[]): Promise<Ran> {
  const path = fileURLToPath(new URL(`../src/cli/${command}.ts`, import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@causeway/source', path, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const secret = 'a-key-of-more-than-thirty-two-characters';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

async function writeLog() {
  const directory = scratch();
  const log = audit({ sinks: [fileSink({ directory })], key: { id: 'k1', secret: new Secret(secret) }, signing: { id: 's1', privateKey } });
  const toolkit = kit(createDesk(), [log]);
  for (const id of ['a1', 'a2', 'zz'])
    await toolkit.call({
      name: 'desk_get_record',
      arguments: { object: 'Account', id },
      caller: person({ id: id === 'a1' ? 'ann' : 'bob' }),
    });
  await toolkit.call({ name: 'desk_update_record', arguments: { object: 'Contact', id: 'c1', values: { Name: 'X' } }, caller: person() });
  await log.close();
  const keyFile = join(directory, 'hmac.key');
  const publicFile = join(directory, 'public.pem');
  writeFileSync(keyFile, `${secret}\n`);
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }));
  return { directory, keys: ['--key', `k1=${keyFile}`, '--public-key', publicFile] };
}

describe('causeway-audit', () => {
  it('verifies a whole log', async () => {
    const { directory, keys } = await writeLog();
    expect(await run('audit', 'verify', directory, ...keys)).toEqual({
      code: 0,
      stdout: 'main: 6 records are whole, the last one a checkpoint\n',
      stderr: '',
    });
  });

  it('names the first record that is broken, and exits with 1', async () => {
    const { directory, keys } = await writeLog();
    const [file = ''] = logFiles(directory);
    const text = readFileSync(join(directory, file), 'utf8');
    writeFileSync(join(directory, file), text.replace('"bob"', '"eve"'));
    const changed = await run('audit', 'verify', directory, ...keys);
    expect([changed.code, changed.stderr]).toEqual([1, 'causeway-audit: main: broken at record 2 (line 2): it was changed\n']);
    writeFileSync(join(directory, file), `${text.split('\n').slice(0, 3).join('\n')}\n`);
    const cut = await run('audit', 'verify', directory, ...keys);
    expect([cut.code, cut.stderr]).toEqual([
      1,
      'causeway-audit: main: broken at record 4 (line 3): record 4 is missing: a checkpoint names record 5\n',
    ]);
  });

  it('lists writes without an outcome', async () => {
    const { directory, keys } = await writeLog();
    const [file = ''] = logFiles(directory);
    const at = lines(directory).findIndex((line) => line.includes('"kind":"intent"'));
    writeFileSync(
      join(directory, file),
      `${lines(directory)
        .slice(0, at + 1)
        .join('\n')}\n`,
    );
    const { stdout } = await run('audit', 'verify', directory, ...keys);
    expect(stdout).toMatch(/^main: record 4: desk_update_record of .* \(call .*\) has no recorded outcome\n/);
    const query = await run('audit', 'query', directory, '--unresolved', ...keys);
    expect(JSON.parse(query.stdout)).toMatchObject({ seq: 4, operation: 'desk_update_record', pending: false });
  });

  it.each([
    [
      ['--principal', 'bob'],
      ['a2', 'zz'],
    ],
    [['--outcome', 'failure'], ['zz']],
    [['--operation', '*_get_*', '--principal', 'ann'], ['a1']],
    [['--target', 'Contact/c1', '--kind', 'outcome'], ['c1']],
    [['--until', '2020-01-01'], []],
    [['--since', '2020-01-01', '--operation', '*_update_*', '--kind', 'intent'], ['c1']],
  ] as const)('queries %j', async (flags, ids) => {
    const { directory } = await writeLog();
    const { stdout, code } = await run('audit', 'query', directory, ...flags);
    const found = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { target: { ids: string[] }[] });
    expect([code, found.map(({ target }) => target[0]?.ids[0])]).toEqual([0, ids]);
  });

  it('exports OCSF API Activity', async () => {
    const { directory } = await writeLog();
    const { stdout } = await run('audit', 'export', directory, '--kind', 'outcome', '--operation', '*_update_*');
    expect(JSON.parse(stdout)).toMatchObject({
      class_uid: 6003,
      category_uid: 6,
      activity_id: 3,
      type_uid: 600_303,
      status_id: 1,
      metadata: { product: { name: 'Causeway' }, tenant_uid: 'acme', sequence: 5 },
      actor: { user: { uid: 'ann' } },
      src_endpoint: expect.any(Object),
      api: { operation: 'desk_update_record', service: { name: 'desk' }, request: { uid: expect.any(String) } },
      resources: [{ type: 'Contact', uid: 'c1', namespace: 'desk' }],
      action_id: 1,
      attestation_list: [{ chain_uid: 'main', fingerprint: { algorithm: 'HMAC-SHA-256 (k1)' } }],
    });
  });

  it.each([
    [['frobnicate'], /What should be done\?/],
    [['verify', '--nope'], /--nope/],
    [['verify', '/nowhere'], /There are no audit files in "\/nowhere"/],
    [['export', '.', '--format', 'xml'], /There are no audit files|--format is ocsf or jsonl/],
    [['verify', '.', '--key', 'x'], /There are no audit files|--key is ID=FILE/],
  ])('explains what is wrong with %j, and exits with 2', async (args, message) => {
    const { code, stderr } = await run('audit', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe('causeway-surface', () => {
  const write = (description: string) => {
    const directory = scratch();
    const module = join(directory, 'server.ts');
    const desk = fileURLToPath(new URL('desk.ts', import.meta.url));
    const lines = [
      `import { createDesk } from ${JSON.stringify(desk)};`,
      'const { connector } = createDesk();',
      `Object.assign(connector.tools[0], { description: ${JSON.stringify(description)} });`,
      'export const connectors = [connector];',
    ];
    writeFileSync(module, lines.join('\n'));
    return { module, lock: join(directory, 'surface.lock.json') };
  };

  it('writes a lock, and checks it', async () => {
    const { module, lock } = write('Finds records.');
    expect(await run('surface', 'write', module, '--lock', lock)).toMatchObject({ code: 0, stdout: `${lock}: 7 tools\n` });
    expect(await run('surface', 'check', module, '--lock', lock)).toMatchObject({
      code: 0,
      stdout: `${lock}: all 7 tools are as they were\n`,
    });
  });

  it('finds compatible and breaking changes', async () => {
    const { module, lock } = write('Finds records.');
    await run('surface', 'write', module, '--lock', lock);
    const text = readFileSync(module, 'utf8');
    writeFileSync(module, text.replace('Finds records.', 'Finds records. Quickly.'));
    const compatible = await run('surface', 'check', module, '--lock', lock);
    expect(compatible).toMatchObject({ code: 1, stdout: 'compatible: desk_find_records: description: is another\n' });
    expect((await run('surface', 'check', module, '--lock', lock, '--allow-compatible')).code).toBe(0);
    writeFileSync(module, text.replace('[connector]', '[{ ...connector, tools: connector.tools.slice(1) }]'));
    const breaking = await run('surface', 'check', module, '--lock', lock, '--allow-compatible');
    expect(breaking).toMatchObject({ code: 1, stdout: 'breaking: desk_find_records: was removed\n' });
  });

  it('refuses hidden characters', async () => {
    const { module, lock } = write('Finds\u200b records.');
    const { code, stderr } = await run('surface', 'write', module, '--lock', lock);
    expect([code, stderr]).toEqual([
      1,
      'causeway-surface: Hidden characters (control, bidirectional or zero-width) in desk_find_records.description.\n',
    ]);
  });
});
