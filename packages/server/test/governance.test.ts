import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createLock, readCheckpoints, readLines, verifyLines, writeLock, type GovernedOptions } from '@causeway/middleware';
import { generateKeyPairSync } from 'node:crypto';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSchema, type Config } from '../src/config/schema/config.ts';
import { createConnectors } from '../src/connectors.ts';
import { createGovernance } from '../src/governance/governance.ts';
import { deskKind } from './help-desk-kind.ts';
import { freeChain } from '../src/governance/audit-chain.ts';
import { makeToolkit } from '../src/make-toolkit.ts';
import { parseConfig } from '../src/config/file.ts';

const log = pino({ level: 'silent' });
const schema = configSchema([deskKind]);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-governance-'));
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

const parse = (text: string): Config =>
  parseConfig(schema, 'causeway.yaml', `audit:\n  files: { directory: "${folder}/audit" }\n${text}`, {});
const connect = (writes = false) =>
  createConnectors([deskKind], [{ kind: 'desk', options: { url: 'https://desk.example', auth: { token: 'a-long-token' } } }], { writes });

async function start(config: Config, writes = false) {
  const connectors = await connect(writes);
  const governance = await createGovernance(config, connectors, false, log);
  const systems = { connectors, demo: false, close: () => Promise.resolve() };
  return { governance, toolkit: makeToolkit({ config, systems, governance: governance.governed, log }) };
}
const layersOf = async (text: string) => (await start(parse(text))).governance.governed.layers.map(({ name }) => name);

describe('governance from the file', () => {
  it('has every layer that works by itself when the file says nothing', async () => {
    expect(await layersOf('')).toEqual(['telemetry', 'audit', 'policy', 'approval', 'rateLimit', 'redact', 'breaker', 'retry', 'timeout']);
  });

  it('has no layer that the file turns off, and those that it turns on', async () => {
    const off = ['telemetry', 'approval', 'rateLimit', 'breaker', 'retry', 'timeout'].map((name) => `${name}: false`);
    const cached = ['cache: { tools: ["*_find_*"] }', 'surfaceLock: ' + join(folder, 'lock.json')];
    await writeLock(join(folder, 'lock.json'), createLock(await connect()));
    expect(await layersOf([...off, ...cached].join('\n'))).toEqual(['audit', 'guard', 'policy', 'redact', 'cache']);
  });

  it('can set every layer of the preset', () => {
    // The guard is set by its lock file. A layer that the preset gains makes this not compile.
    const settings: Readonly<Record<keyof GovernedOptions, keyof Config>> = {
      telemetry: 'telemetry',
      audit: 'audit',
      guard: 'surfaceLock',
      policy: 'policy',
      approval: 'approval',
      rateLimit: 'rateLimit',
      redact: 'redact',
      cache: 'cache',
      breaker: 'breaker',
      retry: 'retry',
      timeout: 'timeout',
    };
    for (const setting of Object.values(settings)) expect(schema.shape).toHaveProperty(setting);
  });

  it('hands every option to its layer', () => {
    const text = [
      'approval: { effects: [delete], fallback: token, ttlMs: 1000 }',
      'rateLimit: { limits: [{ by: [tool], calls: 1, seconds: 1, burst: { calls: 2, seconds: 3 }, tools: ["*"] }], quotas: { reserve: 0.5 } }',
      'redact: { rules: [{ fields: ["*.email"], action: hash }], hashKey: abcdefghijabcdefghijabcdefghijabcdefghij }',
      'breaker: { failures: 2, restMs: 5 }',
      'retry: { attempts: 1, baseMs: 2, maxWaitMs: 3 }',
      'timeout: { ms: 5, tools: [{ names: ["*"], ms: 6 }] }',
      'telemetry: { captureArguments: true, captureResults: true }',
      'policy: { mode: observe, defaults: { create: allow } }',
      'cache: { tools: ["*"], ttlMs: 1, maxEntries: 2, maxBytes: 3 }',
    ];
    expect(parse(text.join('\n'))).toMatchObject({
      approval: { effects: ['delete'], fallback: 'token', ttlMs: 1_000 },
      rateLimit: {
        limits: [{ by: ['tool'], calls: 1, seconds: 1, burst: { calls: 2, seconds: 3 }, tools: ['*'] }],
        quotas: { reserve: 0.5 },
      },
      retry: { attempts: 1, baseMs: 2, maxWaitMs: 3 },
      policy: { mode: 'observe', defaults: { create: 'allow', read: 'allow', update: 'deny' } },
    });
  });

  it('limits calls as often as the file says', async () => {
    const { toolkit, governance } = await start(parse('rateLimit: { limits: [{ by: [tool], calls: 1, seconds: 60 }] }'));
    await governance.open();
    const call = () => toolkit.call({ name: 'desk_find_tickets', arguments: {} });
    expect(await call()).toMatchObject({ kind: 'done' });
    expect(await call()).toMatchObject({ kind: 'failed', error: { code: 'rate_limited' } });
    await governance.close();
  });

  it('masks what the file says', async () => {
    const { toolkit, governance } = await start(parse('redact: { rules: [{ fields: ["*"], action: mask }] }'));
    await governance.open();
    const answer = await toolkit.call({ name: 'desk_find_tickets', arguments: {} });
    expect(JSON.stringify(answer)).not.toContain('"7"');
    await governance.close();
  });

  it('reads rules from a file of their own, and says where one is wrong', async () => {
    const file = join(folder, 'policy.yaml');
    writeFileSync(file, 'defaults: { read: deny }\n');
    const { toolkit } = await start(parse(`policyFile: ${file}`));
    expect(toolkit.list().entries).toEqual([]);
    writeFileSync(file, 'defaults: { read: maybe }\n');
    await expect(start(parse(`policyFile: ${file}`))).rejects.toThrow(`${file}:1:19: defaults.read:`);
  });

  it('lets nobody change anything by default, and asks for each change with writes', async () => {
    const names = async (text: string) => (await start(parse(text), true)).toolkit.list().entries.map(({ name }) => name);
    expect(await names('')).toEqual(['desk_find_tickets']);
    expect(await names('writes: true')).toEqual(['desk_find_tickets', 'desk_update_ticket']);
    const { toolkit, governance } = await start(parse('writes: true'), true);
    await governance.open();
    const asked = { name: 'desk_update_ticket', arguments: {} };
    expect(await toolkit.call({ ...asked, canAsk: ['form'] })).toMatchObject({ kind: 'asks' });
    expect(await toolkit.call(asked)).toMatchObject({ kind: 'failed', error: { code: 'permission_denied' } });
    await governance.close();
  });

  it('hides tools that differ from the lock file, and says so', async () => {
    const path = join(folder, 'lock.json');
    await writeLock(path, createLock(await connect(false)));
    const { toolkit, governance } = await start(parse(`writes: true\nsurfaceLock: ${path}`), true);
    expect(toolkit.list().entries.map(({ name }) => name)).toEqual(['desk_find_tickets']);
    expect(governance.warnings).toEqual([`1 tools differ from ${path}, so they are hidden.`]);
    await expect(start(parse('surfaceLock: nowhere.json'))).rejects.toThrow('The surface lock nowhere.json cannot be read:');
  });
});

describe('the audit log', () => {
  it('is a whole chain, signed and keyed as the file says', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = JSON.stringify(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const key = '0123456789012345678901234567890123456789';
    const text = `audit:\n  files: { directory: "${folder}/audit", chain: desk }\n  key: { id: k1, secret: "${key}" }\n  signing: { id: s1, privateKey: ${pem} }\n  arguments: true`;
    const config = parseConfig(schema, 'causeway.yaml', text, {});
    const { toolkit, governance } = await start(config);
    await governance.open();
    await toolkit.call({ name: 'desk_find_tickets', arguments: {} });
    await toolkit.call({ name: 'desk_nothing', arguments: { a: 1 } });
    await governance.close();
    const directory = join(folder, 'audit');
    const { key: chainKey } = config.audit;
    const options = {
      keys: chainKey === undefined ? [] : [chainKey],
      publicKeys: [publicKey],
      checkpoints: await readCheckpoints(directory, 'desk'),
    };
    expect(await verifyLines(readLines(directory, 'desk'), options)).toMatchObject({ ok: true, records: 3, coveredUntil: 3 });
  });

  it('that is off is warned of', async () => {
    const config = parseConfig(schema, 'causeway.yaml', 'audit: { files: false }', {});
    const { governance } = await start(config);
    expect(governance.warnings).toEqual(['calls are not recorded: every audit sink is off.']);
    expect(governance.governed.audit).toBeUndefined();
  });

  it('that cannot be written keeps the server from starting, with a line that says why', async () => {
    writeFileSync(join(folder, 'audit'), 'in the way');
    const { governance } = await start(parse(''));
    await expect(governance.open()).rejects.toThrow(/^The audit log cannot be written \(E[A-Z]+\): /);
  });

  it('of a demo is kept apart', async () => {
    const config = parseConfig(schema, 'causeway.yaml', '', {});
    const governance = await createGovernance(config, [], true, log);
    expect(governance.auditDirectory).toMatch(/\.causeway\/demo-audit$/);
  });

  it('takes a chain that no living process writes', () => {
    mkdirSync(join(folder, 'audit'));
    const lock = (chain: string, pid: number, host = hostname()) =>
      writeFileSync(join(folder, 'audit', `${chain}.lock`), JSON.stringify({ host, pid }));
    const free = () => freeChain(join(folder, 'audit'));
    expect(free()).toBe('main');
    lock('main', process.pid);
    expect(free()).toBe('main-2');
    lock('main-2', 1, 'elsewhere');
    expect(free()).toBe('main-3');
    lock('main', 2 ** 30);
    expect(free()).toBe('main');
    expect(existsSync(join(folder, 'audit', 'main.lock'))).toBe(true);
    expect(readFileSync(join(folder, 'audit', 'main.lock'), 'utf8')).toContain('pid');
  });
});
