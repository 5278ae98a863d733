import { describe, expect, it } from 'vitest';
import {
  ConnectorError,
  createSealer,
  createToolkit,
  isAskSignal,
  type Answer,
  type Asks,
  type CallRequest,
  type CallResult,
  type Middleware,
  type Sealer,
  type Toolkit,
} from '@causeway/core';
import { connectorOf, writeTool } from './fixtures.ts';

const log: string[] = [];

/** Asks before every write, and refuses unless somebody says yes. */
const approve: Middleware = async (call, next) => {
  log.push(`attempt ${call.context.id}`);
  const { yes } = await call.context.ask({ yes: { kind: 'form', message: 'Really?' } });
  if (yes?.action !== 'accept') throw new ConnectorError('permission_denied', 'Declined.');
  log.push(`approved by ${yes.by}`);
  return next(call);
};

const request: CallRequest = { name: 'demo_update_note', arguments: { id: '1', text: 'new' }, canAsk: ['form'] };

function setUp(options: { readonly use?: readonly Middleware[]; readonly sealer?: Sealer } = {}) {
  log.length = 0;
  const written: string[] = [];
  const { use = [approve], ...rest } = options;
  const toolkit = createToolkit({ connectors: [connectorOf([writeTool(written)])], use, ...rest });
  return { toolkit, written };
}

async function ask(toolkit: Toolkit, using: CallRequest = request): Promise<Asks> {
  const result = await toolkit.call(using);
  if (result.kind !== 'asks') throw new Error(`expected a question, got ${JSON.stringify(result)}`);
  return result;
}

const reply = (state: string, action: Answer['action']) => ({ state, answers: { yes: { action } } });

function errorOf(result: CallResult): string | undefined {
  return result.kind === 'failed' ? `${result.error.code}: ${result.error.message}` : undefined;
}

describe('a question', () => {
  it('ends the attempt, and the call starts again from the top with the answer, under the same id', async () => {
    const { toolkit, written } = setUp();
    const { questions, state } = await ask(toolkit);
    expect([questions, written]).toEqual([{ yes: { kind: 'form', message: 'Really?' } }, []]);
    expect(await toolkit.call({ ...request, reply: reply(state, 'accept') })).toMatchObject({ kind: 'done' });
    expect(written).toEqual(['new']);
    expect(new Set(log.filter((line) => line.startsWith('attempt'))).size).toBe(1);
    expect(log.at(-1)).toBe('approved by person');
  });

  it.each(['decline', 'cancel'] as const)('that is answered by %s refuses the call', async (action) => {
    const { toolkit, written } = setUp();
    const { state } = await ask(toolkit);
    expect(errorOf(await toolkit.call({ ...request, reply: reply(state, action) }))).toBe('permission_denied: Declined.');
    expect(written).toEqual([]);
  });

  it('that comes back without an answer is asked again', async () => {
    const { toolkit } = setUp();
    const { state } = await ask(toolkit);
    expect((await toolkit.call({ ...request, reply: { state, answers: {} } })).kind).toBe('asks');
  });

  it('refuses the call where nobody can be asked', async () => {
    const { toolkit, written } = setUp();
    expect(errorOf(await toolkit.call({ ...request, canAsk: [] }))).toMatch(/^permission_denied: This needs an answer from a person/);
    expect(written).toEqual([]);
  });

  it('to open a page puts the link into the error where the client cannot show it', async () => {
    const consent: Middleware = async (call, next) => {
      await call.context.ask({ consent: { kind: 'url', message: 'Connect to Demo.', url: 'https://example.com/connect' } });
      return next(call);
    };
    const { toolkit } = setUp({ use: [consent] });
    expect(errorOf(await toolkit.call(request))).toBe(
      'unauthenticated: Connect to Demo. Open this page in a browser: https://example.com/connect',
    );
  });

  it('is not taken for a failure by middleware that normalises errors', async () => {
    let counted = 0;
    const counting: Middleware = async (call, next) => {
      try {
        return await next(call);
      } catch (thrown) {
        if (isAskSignal(thrown)) throw thrown;
        counted += 1;
        throw ConnectorError.from(thrown);
      }
    };
    const naive: Middleware = async (call, next) => {
      try {
        return await next(call);
      } catch (thrown) {
        throw ConnectorError.from(thrown);
      }
    };
    const { toolkit } = setUp({ use: [counting, naive, approve] });
    await ask(toolkit);
    expect(counted).toBe(0);
  });

  it('keeps answers of earlier rounds', async () => {
    const twice: Middleware = async (call, next) => {
      const first = await call.context.ask({ first: { kind: 'form', message: '1' } });
      const second = await call.context.ask({ second: { kind: 'form', message: '2' } });
      log.push(`${first['first']?.action} ${second['second']?.action}`);
      return next(call);
    };
    const { toolkit } = setUp({ use: [twice] });
    const one = await ask(toolkit);
    const two = await ask(toolkit, { ...request, reply: { state: one.state, answers: { first: { action: 'accept' } } } });
    expect(Object.keys(two.questions)).toEqual(['second']);
    await toolkit.call({ ...request, reply: { state: two.state, answers: { second: { action: 'decline' } } } });
    expect(log).toEqual(['accept decline']);
  });
});

describe('an answer', () => {
  const count = { doomed: 5 };
  const asks = (message: () => string): Middleware =>
    async function ask(call, next) {
      const { yes } = await call.context.ask({ yes: { kind: 'form', message: message() } });
      log.push(`${message()} ${yes?.action}`);
      return next(call);
    };

  it('is good for the question that the person read: a changed one is asked again', async () => {
    const { toolkit, written } = setUp({ use: [asks(() => `Delete ${count.doomed} notes?`)] });
    const first = await ask(toolkit);
    count.doomed = 7;
    const second = await ask(toolkit, { ...request, reply: reply(first.state, 'accept') });
    expect([second.questions, written]).toEqual([{ yes: { kind: 'form', message: 'Delete 7 notes?' } }, []]);
    await toolkit.call({ ...request, reply: reply(second.state, 'accept') });
    expect(written).toEqual(['new']);
  });

  it('to one question is none to another that bears the same key', async () => {
    const { toolkit, written } = setUp({ use: [asks(() => 'Tea?'), asks(() => 'Delete?')] });
    const first = await ask(toolkit);
    const second = await ask(toolkit, { ...request, reply: reply(first.state, 'accept') });
    expect(second.questions).toEqual({ yes: { kind: 'form', message: 'Delete?' } });
    await toolkit.call({ ...request, reply: reply(second.state, 'decline') });
    expect([log, written]).toEqual([['Tea? accept', 'Tea? accept', 'Delete? decline'], ['new']]);
  });

  it('to a question that was not asked counts for nothing', async () => {
    const { toolkit, written } = setUp();
    const other = await ask(setUp({ use: [askOther] }).toolkit);
    expect(errorOf(await toolkit.call({ ...request, reply: reply(other.state, 'accept') }))).toMatch(/^invalid_input/);
    expect(written).toEqual([]);
  });

  it('for other arguments is refused', async () => {
    const { toolkit, written } = setUp();
    const { state } = await ask(toolkit);
    const changed = { ...request, arguments: { id: '1', text: 'evil' }, reply: reply(state, 'accept') };
    expect(errorOf(await toolkit.call(changed))).toBe('invalid_input: The answer belongs to other arguments.');
    expect(written).toEqual([]);
  });

  it('of another caller is refused', async () => {
    const { toolkit, written } = setUp();
    const { state } = await ask(toolkit);
    const caller = { principal: { id: 'mallory', scopes: [], roles: [], groups: [] } };
    expect(errorOf(await toolkit.call({ ...request, caller, reply: reply(state, 'accept') }))).toMatch(/^invalid_input/);
    expect(written).toEqual([]);
  });

  it('with a changed or an expired state is refused', async () => {
    let now = 0;
    const { toolkit } = setUp({ sealer: createSealer({ now: () => now }) });
    const { state } = await ask(toolkit);
    const forged = `${state.slice(0, -2)}${state.endsWith('A') ? 'B' : 'A'}A`;
    expect(errorOf(await toolkit.call({ ...request, reply: reply(forged, 'accept') }))).toMatch(/not valid here/);
    now = 600_001;
    expect(errorOf(await toolkit.call({ ...request, reply: reply(state, 'accept') }))).toMatch(/expired/);
  });

  it('that is refused still goes down the chain, to be audited', async () => {
    const seen: (string | undefined)[] = [];
    const audit: Middleware = (call, next) => {
      seen.push(call.invalid?.code);
      return next(call);
    };
    const { toolkit } = setUp({ use: [audit, approve] });
    await toolkit.call({ ...request, reply: reply('forged', 'accept') });
    expect(seen).toEqual(['invalid_input']);
  });
});

describe('the confirm token', () => {
  const fallback: Middleware = Object.assign<Middleware, Partial<Middleware>>((call, next) => approve(call, next), {
    confirms: () => true,
  });
  const blind: CallRequest = { ...request, canAsk: [] };

  it('lets a client that cannot ask confirm by itself, and says so', async () => {
    const { toolkit, written } = setUp({ use: [fallback] });
    const asked = await ask(toolkit, blind);
    expect(asked.confirm).toBe(true);
    await toolkit.call({ ...blind, arguments: { id: '1', text: 'new', confirm: asked.state } });
    expect([written, log.at(-1)]).toEqual([['new'], 'approved by client']);
  });

  it('is refused when it is forged, or of other arguments', async () => {
    const { toolkit, written } = setUp({ use: [fallback] });
    const { state } = await ask(toolkit, blind);
    for (const values of [
      { id: '1', text: 'new', confirm: 'yes' },
      { id: '2', text: 'new', confirm: state },
      { id: '1', text: 'new', confirm: true },
    ])
      expect(errorOf(await toolkit.call({ ...blind, arguments: values }))).toMatch(/^invalid_input/);
    expect(written).toEqual([]);
  });

  it('is never offered for deletes', async () => {
    const connectors = [connectorOf([writeTool([], { name: 'delete_note', effect: 'delete' })])];
    const toolkit = createToolkit({ connectors, use: [fallback] });
    const result = await toolkit.call({ ...blind, name: 'demo_delete_note' });
    expect(errorOf(result)).toMatch(/^permission_denied/);
  });
});

const askOther: Middleware = async (call, next) => {
  await call.context.ask({ other: { kind: 'form', message: 'Other?' } });
  return next(call);
};
