import { ConnectorError, isAskSignal, type Call, type Middleware, type Secret } from '@causeway/core';
import { createArgumentHash } from './argument-hash.ts';
import { createRefusals, type TransportRefusal } from './refusals.ts';
import { createSeal, type ChainKey } from './seal.ts';
import { createSign, type SigningKey } from './signature.ts';
import { createWriter, type SinkStatus } from './writer.ts';
import type { AppendOptions } from './backlog.ts';
import { describeError, describeJournal, describeOutput, describeStart, describeTargets } from './event.ts';
import { openJournal, type Journal } from '../journal.ts';
import type { AuditEvent } from './record.ts';
import type { AuditSink } from './sink.ts';
import { fileSink } from './sinks/file.ts';
import { LRUCache } from 'lru-cache';
import { randomUUID } from 'node:crypto';
import { refusal } from '../refusal.ts';

export interface AuditOptions {
  /** Default: `fileSink()`. Each holds a chain of its own. */
  readonly sinks?: readonly AuditSink[];
  /** Makes the chain an HMAC: without the key nobody can write a record that fits. */
  readonly key?: ChainKey;
  /** Signs the checkpoints, by which a log that was cut short is found out. */
  readonly signing?: SigningKey;
  /** Records between two checkpoints; one more ends the log when it is closed. Default 1,000. */
  readonly checkpointEvery?: number;
  /** What becomes of a call that cannot be recorded. `open`: it goes on; the record is kept and tried again. Default: reads open, writes closed. */
  readonly fail?: { readonly read?: 'open' | 'closed'; readonly write?: 'open' | 'closed' };
  /** Keys the hash of the arguments. Default: made from `key`; without one, random, so that hashes cannot be compared after a restart. */
  readonly argumentsKey?: Secret;
  /** What to keep of the arguments, beside their hash: `redactedArguments({ rules })`. Default: nothing. Called for calls that were not denied. */
  readonly content?: (call: Call) => unknown;
  /** Told of every failure of a sink. */
  readonly onFailure?: (error: unknown, sink: AuditSink) => void;
  /** Records kept for each sink that fails. Default 10,000. */
  readonly backlog?: number;
}

export interface Audit extends Middleware {
  /** Resolves when every sink that is not optional can take records, so that a server can refuse to start. */
  open(): Promise<void>;
  /** Records what the transport turned away before it became a call. */
  refused(refusal: TransportRefusal): Promise<void>;
  status(): readonly SinkStatus[];
  /** Stores what waits, and a last checkpoint. */
  close(): Promise<void>;
}

/** Writes a record of every attempt: of a write one before it is made, and of every call one before it is answered. */
export function audit(options: AuditOptions = {}): Audit {
  const { sinks = [fileSink()], fail: { read = 'open', write = 'closed' } = {}, content } = options;
  const log = createLog(sinks, options);
  const hashArguments = createArgumentHash(options.argumentsKey ?? options.key?.secret);
  const modes = { read: { durable: false, fail: read }, write: { durable: true, fail: write } } as const;
  const intents = new LRUCache<string, true>({ max: 10_000, ttl: 900_000 });
  const refusals = createRefusals((event) => log.append(event, modes.read));

  const before = async (event: AuditEvent) => {
    await log.append(event, modes.write).catch((cause: unknown) => {
      throw refusal('unavailable', 'This change cannot be recorded, so it is not made.', { cause, hint: 'Try again later.' });
    });
  };

  const run: Middleware = async (call, next) => {
    const began = performance.now();
    const { journal, context } = openJournal(call.context);
    const start = { ...describeStart(call, new Date().toISOString()), arguments_hash: hashArguments(call.arguments) };
    const writes = call.tool !== undefined && call.tool.effect !== 'read' && call.via === 'tool' && call.invalid === undefined;
    const end = (outcome: Partial<AuditEvent>): AuditEvent => ({
      ...start,
      kind: 'outcome',
      duration_ms: Math.round((performance.now() - began) * 1_000) / 1_000,
      ...describeTargets(call),
      ...describeJournal(journal, call),
      ...kept(content, call, outcome),
      ...outcome,
    });
    const mode = writes ? modes.write : modes.read;
    if (writes) {
      await before({ ...start, id: randomUUID(), ...describeTargets(call), kind: intents.has(context.id) ? 'resumed' : 'intent' });
      intents.set(context.id, true);
    }
    const output = await attempt(call, next, context, journal, (outcome) => log.append(end(outcome), mode));
    await log.append(end(describeOutput(output, journal.notes.attempts)), mode).catch((cause: unknown) => {
      throw writes ? unrecorded(cause) : refusal('unavailable', 'This answer cannot be recorded, so it is not given.', { cause });
    });
    return output;
  };

  return Object.assign(run, {
    open: () => log.open(),
    status: () => log.status(),
    refused: (one: TransportRefusal) => refusals.add(one),
    close: () => refusals.flush().then(() => log.close()),
  });
}

/** Runs the call; records how it failed before it lets the error go on. */
async function attempt(
  call: Call,
  next: (call: Call) => Promise<unknown>,
  context: Call['context'],
  { notes }: Journal,
  record: (outcome: Partial<AuditEvent>) => Promise<void>,
): Promise<unknown> {
  try {
    return await next(context === call.context ? call : { ...call, context });
  } catch (thrown) {
    const outcome = isAskSignal(thrown)
      ? ({ outcome: 'pending' } as const)
      : describeError(call.invalid ?? ConnectorError.from(thrown), notes.attempts);
    // The caller gets no answer in either case, and an error that says less would help nobody.
    await record(outcome).catch(() => {});
    throw thrown;
  }
}

function createLog(sinks: readonly AuditSink[], options: AuditOptions) {
  const { key, signing, checkpointEvery = 1_000, backlog = 10_000, onFailure = () => {} } = options;
  const sign = signing === undefined ? undefined : createSign(signing);
  const writers = sinks.map((sink) => ({
    optional: sink.optional === true,
    writer: createWriter({ sink, seal: createSeal(sink.chain, key), sign, checkpointEvery, backlog, onFailure }),
  }));
  return {
    async append(event: AuditEvent, { durable, fail }: AppendOptions): Promise<void> {
      // An optional sink holds up nobody: not even by being slow.
      for (const { writer, optional } of writers) if (optional) void writer.append(event, { durable: false, fail: 'open' });
      await Promise.all(writers.flatMap(({ writer, optional }) => (optional ? [] : [writer.append(event, { durable, fail })])));
    },
    async open(): Promise<void> {
      await Promise.all(
        writers.map(({ writer, optional }) => writer.open().catch((error: unknown) => (optional ? undefined : Promise.reject(error)))),
      );
    },
    status: () => writers.map(({ writer }) => writer.status()),
    async close(): Promise<void> {
      await Promise.all(writers.map(({ writer }) => writer.close()));
    },
  };
}

function kept(content: AuditOptions['content'], call: Call, { outcome }: Partial<AuditEvent>): Partial<AuditEvent> {
  if (content === undefined || outcome === 'denied' || call.invalid !== undefined) return {};
  const text = JSON.stringify(content(call))?.toWellFormed();
  if (text === undefined) return {};
  return { arguments: text.length > maxContentLength ? '[too long]' : (JSON.parse(text) as unknown) };
}

const maxContentLength = 8_192;

function unrecorded(cause: unknown): ConnectorError {
  return refusal('unknown_outcome', 'The change was made, but it could not be recorded.', {
    cause,
    hint: 'Do not repeat it. Tell the person that the audit log has failed.',
  });
}
