import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../src/index.ts';
import { askRaw, trace, type Request, type Seen, type System } from './support/ask-raw.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ frozen: true });
});
afterAll(() => sandbox.close());

const ask = (service: System, ...request: Request): Promise<Seen> => askRaw(sandbox, service, ...request);

describe('path tricks', () => {
  test.each([
    '/services/data/../../etc/passwd',
    '/services/data/v62.0/sobjects/%2e%2e/limits',
    '/services/data/v62.0/sobjects/Account/..%2f..%2flimits',
    '//services/data/v62.0/limits',
    '/services/data/v62.0//limits',
    '/services/data/v62.0/sobjects/Account/%00',
    '/services/data/v62.0/sobjects/Account/%ff',
    '/services/data/v62.0/sobjects\\Account',
  ])('Salesforce does not find %s', async (path) => {
    const { status, body } = await ask('salesforce', 'GET', path);
    expect([status, JSON.parse(body)]).toEqual([404, [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]]);
  });

  test.each([
    '/crm/v3/objects/../owners',
    '/crm/v3/%2E%2E/x',
    '//crm/v3/owners',
    '/crm/v3/objects//contacts',
    '/crm/v3/objects/contacts/%2e%2e%2fowners',
    '/crm/%00',
    '/crm/%zz',
  ])('HubSpot does not find %s', async (path) => {
    const { status, body } = await ask('hubspot', 'GET', path);
    expect([status, trace.test(body)]).toEqual([404, false]);
  });
});

describe('bodies', () => {
  const large = `{"Name":"${'x'.repeat(13 * 1024 * 1024)}"}`;

  test('too large for Salesforce', async () => {
    const { status, body } = await ask('salesforce', 'POST', '/services/data/v62.0/sobjects/Account', large);
    expect([status, (JSON.parse(body) as readonly { readonly errorCode: string }[]).length]).toEqual([413, 1]);
  });

  test('too large for HubSpot', async () => {
    const { status, body } = await ask('hubspot', 'POST', '/crm/v3/objects/contacts', large);
    expect([status, trace.test(body)]).toEqual([413, false]);
  });

  test.each([
    '{',
    '[]',
    'null',
    '"text"',
    '{"Name":',
    '\u0000',
    '{"attributes":1}',
    '{"Name":{"a":1}}',
    '{"__proto__":{"x":1},"Name":"p"}',
  ])('Salesforce answers the body %j with an error of its own, or takes it', async (body) => {
    const seen = await ask('salesforce', 'POST', '/services/data/v62.0/sobjects/Account', body);
    expect([seen.status < 500, seen.type, trace.test(seen.body)]).toEqual([true, 'application/json;charset=UTF-8', false]);
  });

  test.each([
    '{',
    '[]',
    'null',
    '"text"',
    '{"properties":1}',
    '{"properties":{"email":{"a":1}}}',
    '{"properties":{"__proto__":"x"}}',
    '{"inputs":null}',
  ])('HubSpot answers the body %j with an error of its own, or takes it', async (body) => {
    for (const path of ['/crm/v3/objects/contacts', '/crm/v3/objects/contacts/search', '/crm/v3/objects/contacts/batch/read']) {
      const seen = await ask('hubspot', 'POST', path, body);
      expect([path, seen.status < 500, trace.test(seen.body)]).toEqual([path, true, false]);
    }
  });

  test('a body of another content type', async () => {
    const text = { 'content-type': 'text/plain' };
    expect((await ask('salesforce', 'POST', '/services/data/v62.0/sobjects/Account', 'Name=x', text)).status).toBe(415);
    expect((await ask('hubspot', 'POST', '/crm/v3/objects/contacts', 'email=x', text)).status).toBe(415);
  });
});

describe('sign-in', () => {
  test.each(['', 'Bearer ', 'Bearer wrong', 'Basic YTpi', 'Bearer \u00e9', 'OAuth x'])(
    'the header %j is refused by both',
    async (authorization) => {
      expect((await ask('salesforce', 'GET', '/services/data/v62.0/sobjects', '', { authorization })).status).toBe(401);
      expect((await ask('hubspot', 'GET', '/crm/v3/objects/contacts', '', { authorization })).status).toBe(401);
    },
  );
});
