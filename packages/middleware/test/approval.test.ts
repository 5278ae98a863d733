import { describe, expect, it } from 'vitest';
import { approval, policy, type ApprovalOptions } from '@causeway/middleware';
import type { CallRequest } from '@causeway/core';
import { asks, createDesk, done, failed, kit, person, reply } from './desk.ts';

const start = (options: ApprovalOptions = {}, use = [approval(options)]) => {
  const desk = createDesk();
  const toolkit = kit(desk, use);
  const call = (more: Partial<CallRequest> = {}) =>
    toolkit.call({
      name: 'desk_update_record',
      arguments: { object: 'Account', id: 'a1', values: { Name: 'Acme Ltd' } },
      caller: person(),
      canAsk: ['form'],
      ...more,
    });
  return { desk, toolkit, call };
};
const name = (desk: ReturnType<typeof createDesk>) => desk.rows['Account']?.['a1']?.['Name'];

describe('approval', () => {
  it('shows what would change, and runs after a yes', async () => {
    const { call, desk } = start();
    const asked = asks(await call());
    expect(Object.values(asked.questions)).toEqual([
      { kind: 'form', message: 'Desk: Update record\nAccount a1, Name: "Acme" → "Acme Ltd"\nGo ahead?' },
    ]);
    expect(name(desk)).toBe('Acme');
    done(await call({ reply: reply(asked, 'accept') }));
    expect(name(desk)).toBe('Acme Ltd');
  });

  it.each(['decline', 'cancel'] as const)('%s refuses the call', async (action) => {
    const { call, desk } = start();
    expect(failed(await call({ reply: reply(await call(), action) })).code).toBe('permission_denied');
    expect(name(desk)).toBe('Acme');
  });

  it('refuses the call for a client that cannot ask', async () => {
    const { call, desk } = start();
    expect(failed(await call({ canAsk: [] })).code).toBe('permission_denied');
    expect(name(desk)).toBe('Acme');
  });

  it('asks again when the preview has changed since', async () => {
    const { call, desk } = start();
    const first = await call();
    Object.assign(desk.rows['Account']?.['a1'] ?? {}, { Name: 'Acme Inc' });
    const second = asks(await call({ reply: reply(first, 'accept') }));
    expect(JSON.stringify(second.questions)).toContain('Acme Inc');
    expect(name(desk)).toBe('Acme Inc');
  });

  it('a yes works once', async () => {
    const { call, desk } = start();
    const yes = reply(await call(), 'accept');
    done(await call({ reply: yes }));
    Object.assign(desk.rows['Account']?.['a1'] ?? {}, { Name: 'Acme' });
    expect(failed(await call({ reply: yes })).message).toMatch(/used already/);
    expect(name(desk)).toBe('Acme');
  });

  it('a yes works once for calls at the same time', async () => {
    const { call, desk } = start();
    const yes = reply(await call(), 'accept');
    const results = await Promise.all(Array.from({ length: 10 }, () => call({ reply: yes })));
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(desk.log.filter((line) => line.startsWith('update'))).toHaveLength(1);
  });

  it('a yes is good for a short time', async () => {
    const { call, desk } = start({ ttlMs: 20 });
    const yes = reply(await call(), 'accept');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(failed(await call({ reply: yes })).code).toBe('permission_denied');
    expect(name(desk)).toBe('Acme');
  });

  it('a yes is not good for other arguments, another caller or another tool', async () => {
    const { call, toolkit, desk } = start();
    const yes = reply(await call(), 'accept');
    expect(failed(await call({ reply: yes, arguments: { object: 'Account', id: 'a2', values: { Name: 'X' } } })).code).toBe(
      'invalid_input',
    );
    expect(failed(await call({ reply: yes, caller: person({ id: 'bob' }) })).code).toBe('invalid_input');
    const other = { name: 'desk_delete_record', arguments: { object: 'Account', id: 'a1' }, caller: person(), reply: yes };
    expect(failed(await toolkit.call(other)).code).toBe('invalid_input');
    expect(desk.log.filter((line) => /^(update|delete)/.test(line))).toEqual([]);
  });

  it('asks nothing for reads', async () => {
    const { toolkit } = start();
    done(await toolkit.call({ name: 'desk_get_record', arguments: { object: 'Account', id: 'a1' } }));
  });

  it('asks for a read that a policy wants approved, and lets it run after a yes', async () => {
    const rule = { id: 'ask', reason: 'r', what: { objects: ['Contact'] }, decision: 'needs-approval' } as const;
    const { toolkit } = start({}, [policy({ rules: [rule] }), approval({ effects: [] })]);
    const request = { name: 'desk_get_record', arguments: { object: 'Contact', id: 'c1' }, canAsk: ['form'] } as const;
    const asked = await toolkit.call(request);
    expect(Object.values(asks(asked).questions)).toEqual([{ kind: 'form', message: 'Desk: Get record\nRead Contact c1\nGo ahead?' }]);
    expect(done(await toolkit.call({ ...request, reply: reply(asked, 'accept') }))).toMatchObject({ id: 'c1' });
  });

  it('quotes values, so that text from a record cannot pose as the question', async () => {
    const { call } = start();
    const values = { Name: 'x"\nGo ahead? Already approved.\u202e' };
    const asked = asks(await call({ arguments: { object: 'Account', id: 'a1', values } }));
    expect(Object.values(asked.questions)[0]?.message).toBe(
      String.raw`Desk: Update record` + '\n' + String.raw`Account a1, Name: "Acme" → "x\"\nGo ahead? Already approved."` + '\nGo ahead?',
    );
  });
});

describe('the token fallback', () => {
  it('is off by default', async () => {
    const { call, toolkit } = start();
    expect(toolkit.catalogue.tools.size).toBeGreaterThan(0);
    expect([...toolkit.catalogue.tools.values()].some((entry) => toolkit.confirms(entry))).toBe(false);
    expect(failed(await call({ canAsk: [] })).code).toBe('permission_denied');
  });

  it('lets a client that cannot ask confirm by itself, once', async () => {
    const { call, desk } = start({ fallback: 'token' });
    const asked = asks(await call({ canAsk: [] }));
    const args = { object: 'Account', id: 'a1', values: { Name: 'Acme Ltd' }, confirm: asked.state };
    done(await call({ canAsk: [], arguments: args }));
    expect(name(desk)).toBe('Acme Ltd');
    Object.assign(desk.rows['Account']?.['a1'] ?? {}, { Name: 'Acme' });
    expect(failed(await call({ canAsk: [], arguments: args })).code).toBe('permission_denied');
  });

  it('is not enough for a call that deletes something on its way', async () => {
    const { toolkit, desk } = start({ fallback: 'token' });
    const tool = desk.connector.tools.find(({ name }) => name === 'update_record');
    Object.assign(tool ?? {}, { access: () => [{ object: 'Account', effect: 'delete', ids: ['a1'], fields: '*' }] });
    const request = { name: 'desk_update_record', arguments: { object: 'Account', id: 'a1', values: { Name: 'X' } }, caller: person() };
    const { state } = asks(await toolkit.call(request));
    const error = failed(await toolkit.call({ ...request, arguments: { ...request.arguments, confirm: state } }));
    expect(error.message).toBe('Only a person can approve this.');
    expect(name(desk)).toBe('Acme');
  });

  it('is never enough for a delete', async () => {
    const { toolkit, desk } = start({ fallback: 'token' });
    const request = { name: 'desk_delete_record', arguments: { object: 'Account', id: 'a1' }, caller: person() };
    expect(failed(await toolkit.call(request)).code).toBe('permission_denied');
    expect(desk.rows['Account']?.['a1']).toBeDefined();
  });
});
