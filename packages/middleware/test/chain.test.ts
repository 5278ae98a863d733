import { assert, asyncProperty, nat, tuple } from 'fast-check';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyLines, type AuditRecord, type VerifyOptions } from '@causeway/middleware';
import canonicalize from 'canonicalize';
import { Secret } from '@causeway/core';
import { write } from './written-log.ts';

const key = { id: 'k1', secret: new Secret('a-key-of-more-than-thirty-two-characters') };
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signing = { id: 's1', privateKey };

const verify = (log: readonly string[], options: VerifyOptions = {}) => verifyLines(log, options);

describe('a chain', async () => {
  const { log, checkpoints } = await write(990, { key, signing });
  const options = { keys: [key], publicKeys: [publicKey], checkpoints };
  const heads = log.map((line) => {
    const { hash, record } = JSON.parse(line) as { readonly hash: string; readonly record: AuditRecord };
    return { seq: record.seq, hash };
  });
  /** Number of the first broken record. What stands before `from` is unchanged, so it is not read again each time. */
  const broken = async (changed: readonly string[], from: number) => {
    const after = heads[from - 1];
    const last = checkpoints.slice(-1);
    const { ok, problem } = await verify(changed.slice(from), {
      keys: [key],
      publicKeys: [publicKey],
      checkpoints: last,
      ...(after === undefined ? {} : { after }),
    });
    return ok ? undefined : problem?.seq;
  };

  it('of 1,000 records is whole, and its last record a checkpoint', async () => {
    expect(log).toHaveLength(1_000);
    const whole = { ok: true, records: 1_000, last: heads.at(-1), coveredUntil: 1_000, openIntents: [] };
    expect(await verify(log, options)).toEqual(whole);
    expect(await broken(log, 0)).toBeUndefined();
    expect(await broken(log, 500)).toBeUndefined();
    expect(checkpoints).toHaveLength(10);
  });

  it('shows every change of a single record, at that record', async () => {
    for (const [at, line] of log.entries()) {
      // One character becomes another one, at a place that moves through the line.
      const place = (at * 37) % line.length;
      const changed = `${line.slice(0, place)}${line[place] === 'x' ? 'y' : 'x'}${line.slice(place + 1)}`;
      expect(await broken(log.with(at, changed), at), `change of ${at + 1}`).toBe(at + 1);
    }
  }, 60_000);

  it('shows every removal, insertion, cut and swap of neighbours', async () => {
    for (const [at, line] of log.entries()) {
      const before = Math.max(0, at - 1);
      expect(await broken(log.toSpliced(at, 1), at), `removal of ${at + 1}`).toBe(at + 1);
      expect(await broken(log.toSpliced(at, 0, line), at), `insertion at ${at + 1}`).toBe(at + 2);
      expect(await broken(log.slice(0, at), before), `cut after ${at}`).toBe(at + 1);
      if (at > 0) expect(await broken(log.with(at, log[before] ?? '').with(before, line), before), `swap at ${at}`).toBe(at);
    }
  }, 60_000);

  it('shows 1,000 random swaps', async () => {
    const place = nat(log.length - 1);
    const different = tuple(place, place).filter(([a, b]) => a !== b);
    const shows = async ([a, b]: readonly [number, number]) => {
      const first = Math.min(a, b);
      expect(await broken(log.with(a, log[b] ?? '').with(b, log[a] ?? ''), first)).toBe(first + 1);
    };
    await assert(asyncProperty(different, shows), { numRuns: 1_000 });
  }, 60_000);

  it('made anew without the key is not believed', async () => {
    const forged = await write(10, { signing });
    expect((await verify(forged.log, options)).problem?.reason).toContain('its key "sha256" is not one of those that are given');
    const other = await write(10, { key: { id: 'k1', secret: new Secret('another-key-of-more-than-32-characters') } });
    expect((await verify(other.log, { keys: [key] })).problem).toMatchObject({ seq: 1, reason: 'it was changed' });
  });

  it('signed with another key is not believed', async () => {
    const other = generateKeyPairSync('ed25519');
    expect((await verify(log, { ...options, publicKeys: [other.publicKey] })).ok).toBe(false);
    expect((await verify(log, { ...options, publicKeys: [other.publicKey, publicKey] })).ok).toBe(true);
  });

  it('without checkpoints kept apart can be cut unseen, and says how far it is covered', async () => {
    const { ok, coveredUntil, last } = await verify(log.slice(0, 450), { keys: [key] });
    expect({ ok, coveredUntil, last: last.seq }).toEqual({ ok: true, coveredUntil: 404, last: 450 });
  });
});

/** What somebody can make who may write the files and knows how the chain is made, but has no key. */
function forge(record: Partial<AuditRecord>): string {
  const text = canonicalize(record) ?? '';
  return `{"hash":"${createHash('sha256').update(text).digest('base64url')}","record":${text}}`;
}

describe('a chain without a key', async () => {
  const { log, checkpoints } = await write(20, { signing, checkpointEvery: 10 });
  const recordAt = (index: number) => (JSON.parse(log[index] ?? '') as { readonly record: AuditRecord }).record;

  it('shows a record that was forged, by the one after it', async () => {
    const forged = forge({ ...recordAt(4), tenant: 'other' });
    expect((await verify(log.with(4, forged))).problem).toEqual({
      seq: 6,
      line: 6,
      reason: 'it does not follow from the record before it',
    });
  });

  it('shows a record that says the same in another form', async () => {
    const last = log.length - 1;
    const text = canonicalize(recordAt(last)) ?? '';
    const reformed = (changed: string) => `{"hash":"${createHash('sha256').update(changed).digest('base64url')}","record":${changed}}`;
    expect((await verify(log.with(last, reformed(text)))).ok).toBe(true);
    for (const changed of [text.replace('{', '{ '), text.replace('{', '{"v":2,'), text.replace('"kind"', '"\\u006bind"')])
      expect((await verify(log.with(last, reformed(changed)))).problem?.reason).toBe('it was changed');
  });

  it('shows an end that was replaced, by the checkpoint that stood there', async () => {
    const at = (checkpoints[0]?.seq ?? 0) - 1;
    const { hash } = JSON.parse(log[at] ?? '') as { readonly hash: string };
    const forged = forge({ ...recordAt(at), seq: at + 2, prev_hash: hash, tenant: 'other' });
    const changed = [...log.slice(0, at + 1), forged];
    expect((await verify(changed, { checkpoints: checkpoints.slice(0, 1) })).problem).toMatchObject({
      seq: at + 2,
      reason: 'a checkpoint stood here',
    });
  });

  it('shows a checkpoint that was forged, by its signature', async () => {
    const last = log.length - 1;
    for (const signature of [undefined, recordAt(10).signature, 'x.y.z']) {
      const { signature: _, ...rest } = recordAt(last);
      const forged = forge({ ...rest, ...(signature === undefined ? {} : { signature }) });
      const problem = { seq: last + 1, line: last + 1, reason: 'its signature is not valid' };
      expect((await verify(log.with(last, forged), { publicKeys: [publicKey] })).problem).toEqual(problem);
    }
    expect((await verify(log, { publicKeys: [publicKey] })).ok).toBe(true);
  });
});
