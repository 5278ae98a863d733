#!/usr/bin/env node
import { CommandError, print, runCommand } from './output.ts';
import { createOpenIntents } from '../audit/open-intents.ts';
import { createQuery, type AuditQuery } from '../audit/query.ts';
import { createPublicKey } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openSource, type AuditSource } from './audit-source.ts';
import { readFile } from 'node:fs/promises';
import { readLine, type ChainKey } from '../audit/seal.ts';
import { Secret } from '@causeway/core';
import { toOcsf } from '../audit/ocsf.ts';
import { verifyLines } from '../audit/verify.ts';

const usage = `causeway-audit verify <where> [--chain NAME] [--key ID=FILE]… [--public-key FILE]… [--checkpoints FILE] [--pruned]
causeway-audit query  <where> [--chain NAME] [--tenant T] [--principal P] [--operation TOOL] [--outcome O] [--kind K]
                      [--call ID] [--target TYPE[/ID]] [--since TIME] [--until TIME] [--unresolved]
causeway-audit export <where> [--format ocsf|jsonl] and everything that query takes

<where>: a directory of audit files (default: audit), or postgres://… ; a pattern may have *.
verify exits with 0 when the chain is whole, with 1 when it is not. --unresolved: writes whose outcome is not recorded.
--key: the file holds the HMAC key of the chain. --public-key: a PEM file; every checkpoint must then be signed with one of them.
--pruned: older files were removed; the chain may begin at a checkpoint.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const queryFlags = {
  tenant: text,
  principal: text,
  operation: text,
  outcome: text,
  kind: text,
  call: text,
  target: text,
  since: text,
  until: text,
} as const;
const flags = {
  ...queryFlags,
  chain: text,
  key: { ...text, multiple: true },
  'public-key': { ...text, multiple: true },
  checkpoints: text,
  pruned: flag,
  unresolved: flag,
  format: text,
  help: flag,
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (thrown) {
    throw new CommandError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

type Values = ReturnType<typeof parse>['values'];

const commands: Readonly<Record<string, (source: AuditSource, values: Values) => Promise<void>>> = { verify, query, export: exportRecords };

await runCommand('causeway-audit', async (args) => {
  const { values, positionals } = parse(args);
  if (values.help === true) return print(usage);
  const [name = '', where = 'audit', ...rest] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined || rest.length > 0) throw new CommandError(`What should be done?\n${usage}`);
  const sources = await openSource(where, values.chain, values.checkpoints);
  for (const source of sources) await command(source, values);
});

async function verify({ chain, lines, checkpoints }: AuditSource, values: Values): Promise<void> {
  const keys = await Promise.all((values.key ?? []).map(readKey));
  const publicKeys = await Promise.all((values['public-key'] ?? []).map(async (path) => createPublicKey(await readFile(path))));
  const result = await verifyLines(lines(), {
    keys,
    checkpoints,
    pruned: values.pruned === true,
    ...(publicKeys.length === 0 ? {} : { publicKeys }),
  });
  const { problem, records, last, coveredUntil, openIntents } = result;
  for (const { seq, operation, time, call_id, pending } of openIntents)
    print(
      `${chain}: record ${seq}: ${operation} of ${time} (call ${call_id}) ${pending ? 'waits for an answer' : 'has no recorded outcome'}`,
    );
  if (problem !== undefined)
    throw new CommandError(`${chain}: broken at record ${problem.seq} (line ${problem.line}): ${problem.reason}`, 1);
  const rest = last.seq - coveredUntil;
  const cover = rest === 0 ? 'the last one a checkpoint' : `${rest} after the last checkpoint, where a cut would not show`;
  print(`${chain}: ${records} records are whole, ${cover}`);
}

async function query({ lines }: AuditSource, values: Values): Promise<void> {
  if (values.unresolved === true) return printOpenIntents(lines);
  for await (const { record } of select(lines, values)) print(JSON.stringify(record));
}

async function printOpenIntents(lines: AuditSource['lines']): Promise<void> {
  const intents = createOpenIntents();
  for await (const { record } of select(lines, {})) intents.add(record);
  for (const intent of intents.list()) print(JSON.stringify(intent));
}

async function exportRecords({ lines }: AuditSource, values: Values): Promise<void> {
  const { format = 'ocsf' } = values;
  if (format !== 'ocsf' && format !== 'jsonl') throw new CommandError(`--format is ocsf or jsonl, not "${format}"`);
  for await (const { record, hash, line } of select(lines, values)) print(format === 'jsonl' ? line : JSON.stringify(toOcsf(record, hash)));
}

async function* select(lines: AuditSource['lines'], query: AuditQuery) {
  const wanted = createQuery(query);
  for await (const line of lines()) {
    const sealed = readLine(line);
    if (sealed !== undefined && wanted(sealed.record)) yield sealed;
  }
}

async function readKey(option: string): Promise<ChainKey> {
  const [, id, path] = /^([^=]+)=(.+)$/.exec(option) ?? [];
  if (id === undefined || path === undefined) throw new CommandError('--key is ID=FILE');
  return { id, secret: new Secret((await readFile(path, 'utf8')).trim()) };
}
