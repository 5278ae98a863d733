import { approval, audit, fileSink, policy, redact, type PolicyDocument } from '@causeway/middleware';
import { array, assert, asyncProperty, boolean, constantFrom, option, record, subarray, uniqueArray, type Arbitrary } from 'fast-check';
import { ConnectorError, type CallResult, type Caller, type ReadResult, type Toolkit } from '@causeway/core';
import { describe, expect, it, vi } from 'vitest';
import { createDesk, kit, person, reply } from './desk.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFiles, scratch } from './audit-log.ts';
import type { Rows } from './desk-tools.ts';

const objects = ['Aob', 'Bob'] as const;
const fields = ['Zuno', 'Zdue', 'Ztre'] as const;
const ids = ['r1', 'r2'] as const;
const roles = ['sales', 'support'] as const;
const canary = (object: string, field: string, id: string) => `canary<${object}.${field}.${id}>`;
const stories = (): Rows =>
  Object.fromEntries(
    objects.map((object) => [
      object,
      Object.fromEntries(ids.map((id) => [id, Object.fromEntries(fields.map((field) => [field, canary(object, field, id)]))])),
    ]),
  );

type Rule = NonNullable<PolicyDocument['rules']>[number];
const some = <T>(...values: readonly T[]): Arbitrary<T[]> => subarray([...values], { minLength: 1 });
const rule: Arbitrary<Omit<Rule, 'id'>> = record({
  who: option(record({ roles: some(...roles) }), { nil: undefined }),
  unless: option(record({ roles: some(...roles) }), { nil: undefined, freq: 1 }),
  objects: option(some('Aob', 'bob', 'A*', '*'), { nil: undefined }),
  fields: option(some('Zuno', 'zdue', 'Zt*', '*'), { nil: undefined }),
  effects: option(some('read' as const, 'update' as const, 'create' as const), { nil: undefined }),
  tools: option(some('find_*', 'desk_get_record', '*'), { nil: undefined, freq: 1 }),
  decision: constantFrom('allow' as const, 'deny' as const, 'needs-approval' as const),
  mask: boolean(),
}).map(({ who, unless, decision, mask, ...what }) => {
  const given = Object.fromEntries(Object.entries(what).filter(([, value]) => value !== undefined));
  return {
    reason: 'r',
    ...(who === undefined ? {} : { who }),
    ...(unless === undefined ? {} : { unless }),
    ...(Object.keys(given).length === 0 ? {} : { what: given }),
    decision,
    ...(mask && decision === 'deny' && what.fields !== undefined ? { mask } : {}),
  };
});
const document: Arbitrary<PolicyDocument> = record({
  rules: array(rule, { maxLength: 6 }).map((rules) => rules.map((one, index) => ({ ...one, id: `rule${index}` }))),
  defaults: record({
    read: constantFrom('allow' as const, 'deny' as const, 'needs-approval' as const),
    update: constantFrom('allow' as const, 'deny' as const),
  }),
});

interface Step {
  readonly tool: string;
  readonly object: string;
  readonly fields: readonly string[];
  readonly filter: string | undefined;
  readonly id: string;
  readonly limit: number;
  readonly fails: boolean;
}

const step: Arbitrary<Step> = record({
  tool: constantFrom(
    'find_records',
    'get_record',
    'describe_object',
    'update_record',
    'update_many',
    'create_record',
    'view',
    'completion',
  ),
  object: constantFrom(...objects),
  fields: uniqueArray(constantFrom(...fields), { minLength: 1 }),
  filter: option(constantFrom(...fields), { nil: undefined }),
  id: constantFrom(...ids),
  limit: constantFrom(1, 10),
  fails: boolean(),
});

/** The arguments of a tool for a step. */
function argumentsOf({ tool, object, fields: columns, filter, id, limit }: Step): unknown {
  const values = Object.fromEntries(columns.map((field) => [field, 'mine']));
  const where = filter === undefined ? {} : { where: { field: filter, value: canary(object, filter, id) } };
  const known: Readonly<Record<string, unknown>> = {
    find_records: { object, fields: columns, limit, ...where },
    update_many: { object, ids: [...ids, 'missing'], values },
    create_record: { object, values },
    describe_object: { object },
    get_record: { object, id },
  };
  return known[tool] ?? { object, id, values };
}

/** A second, plain reading of the rules: whether one of them hides a field from a reader. */
function isHidden({ rules = [], defaults }: PolicyDocument, role: readonly string[], tool: string, object: string, field: string): boolean {
  const fits = (patterns: readonly string[] | undefined, value: string) =>
    patterns === undefined || patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(value));
  const concerning = rules.filter(
    ({ who, unless, what = {} }) =>
      (who?.roles === undefined || who.roles.some((one) => role.includes(one))) &&
      (unless?.roles === undefined || !unless.roles.some((one) => role.includes(one))) &&
      (what.effects === undefined || what.effects.includes('read')) &&
      (fits(what.tools, tool) || fits(what.tools, `desk_${tool}`)) &&
      fits(what.objects, object) &&
      fits(what.fields, field),
  );
  if (concerning.some(({ decision }) => decision === 'deny')) return true;
  return defaults?.read === 'deny' && concerning.length === 0;
}

const answering: Readonly<Record<string, string>> = { view: 'get_record', completion: 'find_records' };

/** Takes a step and says everything that a caller gets to see of it: answers, errors, questions. */
async function take(toolkit: Toolkit, one: Step, caller: Caller): Promise<string> {
  const { tool, object, id } = one;
  const said: unknown[] = [];
  if (tool === 'completion') {
    const of = { view: 'desk://record/{object}/{id}' };
    said.push(await toolkit.complete({ of, argument: 'id', typed: '', variables: { object }, caller }));
  } else if (tool === 'view') said.push(told(await toolkit.read({ uri: `desk://record/${object}/${id}`, caller })));
  else {
    const request = { name: `desk_${tool}`, arguments: argumentsOf(one), caller, canAsk: ['form'] as const };
    const first = await toolkit.call(request);
    said.push(told(first));
    if (first.kind === 'asks') said.push(told(await toolkit.call({ ...request, reply: reply(first, 'accept') })));
  }
  return JSON.stringify(said) + tokensIn(said);
}

function told(result: CallResult | ReadResult): unknown {
  if (result.kind === 'done') return result.output;
  return result.kind === 'asks' ? result.questions : result.error;
}

/** A failure that quotes every value of an object. */
function quoting(object: string): ConnectorError {
  const text = fields.flatMap((field) => ids.map((id) => `${field}=${canary(object, field, id)}`)).join();
  const upstream = { code: text, requestId: text };
  return new ConnectorError('conflict', text, { hint: text, fields: [...fields], upstream, cause: text });
}

describe('no sequence of rules and calls', () => {
  it('makes a denied field appear in an answer, an error, a cursor, a question, the audit or on the terminal', async () => {
    const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')].map((spy) => spy.mock.calls);
    const roleSets = subarray([...roles]);
    const holds = async (rules: PolicyDocument, role: readonly string[], steps: readonly Step[], redacts: boolean) => {
      const desk = createDesk('desk', stories());
      const directory = scratch();
      const log = audit({ sinks: [fileSink({ directory, fsync: 'never' })] });
      const redaction = redacts ? [redact({ rules: [{ detect: ['email'], action: 'mask' }] })] : [];
      const toolkit = kit(desk, [log, policy(rules), approval(), ...redaction]);
      for (const one of steps) {
        if (one.fails) desk.faults.push(quoting(one.object));
        const text = await take(toolkit, one, person({ roles: role }));
        desk.faults.length = 0;
        const hidden = fields.filter((field) => isHidden(rules, role, answering[one.tool] ?? one.tool, one.object, field));
        for (const field of hidden) for (const id of ids) expect(text).not.toContain(canary(one.object, field, id));
      }
      await log.close();
      const written = logFiles(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
      expect(written.join('')).not.toContain('canary');
      expect(written.join('')).toContain('"kind":"outcome"');
    };
    await assert(asyncProperty(document, roleSets, array(step, { minLength: 1, maxLength: 6 }), boolean(), holds), { numRuns: 400 });
    expect(JSON.stringify(printed)).not.toContain('canary');
  }, 120_000);

  it('makes the name of a removed field appear in an answer or an error', async () => {
    const holds = async (hidden: string, object: string, one: Step) => {
      const desk = createDesk('desk', stories());
      const rules = [
        { id: 'w', reason: 'r', decision: 'allow' as const },
        { id: 'h', reason: 'r', what: { objects: [object], fields: [hidden] }, decision: 'deny' as const },
      ];
      if (one.fails) desk.faults.push(new ConnectorError('invalid_input', `No field ${hidden}`, { fields: [hidden] }));
      expect(await take(kit(desk, [policy({ rules })]), { ...one, object }, person())).not.toContain(hidden);
    };
    await assert(asyncProperty(constantFrom(...fields), constantFrom(...objects), step, holds), { numRuns: 400 });
  }, 60_000);
});

/** What base64 in an answer says when it is decoded: a cursor must say nothing. */
function tokensIn(value: unknown): string {
  const found = JSON.stringify(value).match(/[\w-]{24,}/g) ?? [];
  return found.map((token) => Buffer.from(token, 'base64url').toString('latin1')).join();
}
