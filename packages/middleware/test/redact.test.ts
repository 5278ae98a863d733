import { ConnectorError, Secret, type CallContext, type ColumnOrigin } from '@causeway/core';
import { describe, expect, it } from 'vitest';
import { approval, detectors, redact, type RedactOptions } from '@causeway/middleware';
import { asks, createDesk, done, failed, kit, person } from './desk.ts';

const hashKey = new Secret('0123456789abcdef0123456789abcdef');
const start = (options: RedactOptions, classes: Readonly<Record<string, string>> = {}) => {
  const desk = createDesk();
  for (const tool of desk.connector.tools) {
    const run = tool.run.bind(tool);
    Object.assign(tool, {
      run: async (input: unknown, call: CallContext) => {
        const output = await run(input, call);
        for (const [name, origins] of call.trail.log.columns)
          for (const origin of origins as ColumnOrigin[]) if (classes[name] !== undefined) Object.assign(origin, { class: classes[name] });
        return output;
      },
    });
  }
  const toolkit = kit(desk, [redact(options)]);
  const get = (caller = person(), id = 'c1') => toolkit.call({ name: 'desk_get_record', arguments: { object: 'Contact', id }, caller });
  const find = (fields: readonly string[]) =>
    toolkit.call({ name: 'desk_find_records', arguments: { object: 'Contact', fields }, caller: person() });
  return { desk, toolkit, get, find };
};

describe('redaction by field', () => {
  it.each([
    ['mask', '[SSN]'],
    ['partial', '***'],
    ['drop', undefined],
  ] as const)('%s', async (action, left) => {
    const { get, find } = start({ rules: [{ fields: ['Contact.SSN'], action }] });
    expect((done(await get()) as { fields: Record<string, unknown> }).fields['SSN']).toBe(left);
    const set = done(await find(['Name', 'SSN'])) as { columns: string[]; rows: unknown[][] };
    expect(set.columns).toEqual(left === undefined ? ['Name'] : ['Name', 'SSN']);
    expect(set.rows[0]).toEqual(left === undefined ? ['Ann Lee'] : ['Ann Lee', left]);
  });

  it('hash keeps equal values equal, and different ones different', async () => {
    const { find, get } = start({ rules: [{ fields: ['*.SSN', '*.Region'], action: 'hash' }], hashKey });
    const { rows } = done(await find(['SSN', 'Region'])) as { rows: string[][] };
    expect(rows[0]?.[0]).toMatch(/^h:[\w-]{22}$/);
    expect(rows[0]?.[0]).not.toBe(rows[1]?.[0]);
    expect((done(await get()) as { fields: Record<string, unknown> }).fields['SSN']).toBe(rows[0]?.[0]);
    const other = start({ rules: [{ fields: ['*.SSN'], action: 'hash' }], hashKey: new Secret('another-key-another-key-another-key') });
    expect((done(await other.get()) as { fields: Record<string, unknown> }).fields['SSN']).not.toBe(rows[0]?.[0]);
  });

  it('partial leaves what people recognise', async () => {
    const { get } = start({ rules: [{ fields: ['Contact.Email', 'Contact.Name'], action: 'partial' }] });
    expect(done(await get())).toMatchObject({ fields: { Email: 'a***@acme.example', Name: '***' } });
  });

  it('leaves the values for those whom the rule exempts', async () => {
    const { get } = start({ rules: [{ fields: ['Contact.*'], action: 'mask', unless: { roles: ['hr'] } }] });
    expect(done(await get(person({ roles: ['hr'] })))).toMatchObject({ fields: { SSN: '078-05-1120' } });
    expect(done(await get())).toMatchObject({ fields: { SSN: '[SSN]', Name: '[Name]' } });
  });

  it('needs a key for hash', () => {
    expect(() => redact({ rules: [{ fields: ['a'], action: 'hash' }] })).toThrow('needs a `hashKey`');
    expect(() => redact({ hashKey: new Secret('short') })).toThrow('at least 32 characters');
  });
});

describe('redaction by class', () => {
  const rules = [{ classes: ['PII'], action: 'mask' as const }];

  it('uses the class that the connector named, one of several included', async () => {
    const { get } = start({ rules }, { SSN: 'GDPR;PII', Email: 'Public', Name: 'Internal', Region: 'None' });
    expect(done(await get())).toMatchObject({ fields: { SSN: '[PII]', Email: 'ann@acme.example', Name: 'Ann Lee' } });
  });

  it('takes an unreadable class, and a column that nobody named, for any class', async () => {
    const { get, desk } = start({ rules }, { SSN: 'unclassified' });
    expect(done(await get())).toMatchObject({ fields: { SSN: '[unclassified]', Email: 'ann@acme.example' } });
    const tool = desk.connector.tools.find(({ name }) => name === 'get_record') ?? {};
    Object.assign(tool, { run: () => Promise.resolve({ object: 'Contact', id: 'c1', fields: { odd: 'x' } }) });
    expect(done(await get())).toMatchObject({ fields: { odd: '[unclassified]' } });
  });
});

describe('redaction by what text looks like', () => {
  const rules = [{ detect: ['email', 'phone', 'card', 'iban'] as const, action: 'mask' as const }];

  it('goes through cells, notes, failures, other text and error messages', async () => {
    const { get, desk, toolkit } = start({ rules });
    expect(done(await get())).toMatchObject({ fields: { Email: '[email]', Name: 'Ann Lee', SSN: '078-05-1120' } });
    desk.faults.push(new ConnectorError('conflict', 'ann@acme.example is taken', { hint: 'Ask ann@acme.example' }));
    expect(failed(await get()).toJSON()).toEqual({ code: 'conflict', message: '[email] is taken', hint: 'Ask [email]', retryable: false });
    const batch = { name: 'desk_update_many', arguments: { object: 'Contact', ids: ['zz'], values: { Name: 'X' } } };
    const { failed: refused } = done(await toolkit.call(batch)) as { failed: { message: string }[] };
    expect(refused[0]?.message).toContain('[email]');
    expect(refused[0]?.message).not.toContain('@acme');
  });

  it.each([
    ['email', 'to ann.lee+x@acme-corp.co.uk!', 'to [email]!'],
    ['email', 'a@b is no address', 'a@b is no address'],
    ['phone', 'call +44 20 7946 0018 now', 'call [phone] now'],
    ['phone', 'call (030) 901820-45', 'call [phone]'],
    ['phone', 'order 4711-0815-2023 of 2026-11-23', 'order 4711-0815-2023 of 2026-11-23'],
    ['phone', 'invoice 20261123000471', 'invoice 20261123000471'],
    ['card', 'card 4111 1111 1111 1111, thanks', 'card [card], thanks'],
    ['card', '5500-0000-0000-0004', '[card]'],
    ['card', 'case 4111 1111 1111 1112', 'case 4111 1111 1111 1112'],
    ['iban', 'to DE89 3704 0044 0532 0130 00 by Friday', 'to [iban] by Friday'],
    ['iban', 'gb82west12345698765432', '[iban]'],
    ['iban', 'DE89 3704 0044 0532 0130 01', 'DE89 3704 0044 0532 0130 01'],
  ] as const)('%s: %s', (name, text, expected) => {
    const spans = detectors[name].find(text);
    const left = [...spans].reverse().reduce<string>((rest, { start, end }) => `${rest.slice(0, start)}[${name}]${rest.slice(end)}`, text);
    expect(left).toBe(expected);
  });

  it('takes linear time on hostile text', () => {
    const texts = [
      'a'.repeat(50_000),
      '+1 '.repeat(20_000),
      '1 '.repeat(30_000),
      'DE89 '.repeat(10_000),
      `${'a.'.repeat(20_000)}@${'b.'.repeat(20_000)}`,
    ];
    const start = performance.now();
    for (const text of texts) for (const detector of Object.values(detectors)) detector.find(text);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('takes detectors of others', async () => {
    const ssn = {
      name: 'ssn',
      find: (text: string) => [...text.matchAll(/\d{3}-\d{2}-\d{4}/g)].map(({ index }) => ({ start: index, end: index + 11 })),
    };
    const { get } = start({ rules: [{ detect: [ssn], action: 'partial' }] });
    expect(done(await get())).toMatchObject({ fields: { SSN: '***', Name: 'Ann Lee' } });
  });

  it('finds a card in a number, and leaves other numbers what they are', async () => {
    const { get, desk } = start({ rules });
    Object.assign(desk.rows['Contact']?.['c1'] ?? {}, { Card: 4_111_111_111_111_111, Age: 42 });
    expect(done(await get())).toMatchObject({ fields: { Card: '[card]', Age: 42 } });
  });
});

describe('previews', () => {
  it('are redacted by object and field before a person sees them', async () => {
    const desk = createDesk();
    const toolkit = kit(desk, [
      approval(),
      redact({
        rules: [
          { fields: ['Contact.SSN'], action: 'mask' },
          { detect: ['email'], action: 'partial' },
        ],
      }),
    ]);
    const values = { SSN: '111-22-3333', Email: 'new@acme.example' };
    const asked = asks(
      await toolkit.call({ name: 'desk_update_record', arguments: { object: 'Contact', id: 'c1', values }, canAsk: ['form'] }),
    );
    expect(Object.values(asked.questions)[0]?.message).toBe(
      'Desk: Update record\nContact c1, SSN: "[SSN]" → "[SSN]"\nContact c1, Email: "a***@acme.example" → "n***@acme.example"\nGo ahead?',
    );
  });
});
