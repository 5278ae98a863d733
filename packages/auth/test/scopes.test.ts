import { createToolkit, type Caller } from '@causeway/core';
import { createAuthenticate, apiKeyVerifier, createApiKey, createKeyMemory, scopes, type ScopeOptions } from '../src/index.ts';
import { governed, type AuditRecord } from '@causeway/middleware';
import { describe, expect, test } from 'vitest';
import { callerOf } from './support/caller.ts';
import { desk } from './support/desk.ts';

const resource = 'https://mcp.example.com/mcp';
const listFor = (held: readonly string[], options: ScopeOptions = {}) =>
  createToolkit({ connectors: [desk()], use: [scopes(options)] })
    .list({ caller: callerOf('ada', undefined, held) })
    .entries.map(({ name }) => name);

describe('what a scope opens', () => {
  const both = ['desk_get_ticket', 'desk_update_ticket'];
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['nothing', [], []],
    ['crm.read', ['crm.read'], ['desk_get_ticket']],
    ['crm.write', ['crm.write'], ['desk_update_ticket']],
    ['the kind, read', ['helpdesk:read'], ['desk_get_ticket']],
    ['the name, write', ['desk:write'], ['desk_update_ticket']],
    ['the name, all', ['desk:*'], both],
    ['another connector', ['salesforce:*'], []],
    ['a scope that only looks alike', ['crm.readx', 'CRM.READ', 'no scope', '*'], []],
  ];
  test.each(cases)('%s', (_, held, names) => expect(listFor(held)).toEqual(names));

  test('rules of one’s own replace the presets', () => {
    const options: ScopeOptions = { scopes: { tickets: { tools: ['desk_update_ticket'] } }, perConnector: false };
    expect(listFor(['tickets'], options)).toEqual(['desk_update_ticket']);
    expect(listFor(['crm.read', 'desk:*'], options)).toEqual([]);
  });

  test('a connector that is open needs none, but a caller without principal still has no scopes', () => {
    expect(listFor([], { open: ['desk'] })).toEqual(both);
    const toolkit = createToolkit({ connectors: [desk()], use: [scopes()] });
    expect(toolkit.list({}).entries).toEqual([]);
  });
});

test('a call without the scope never runs, and is written down as denied', async () => {
  const records: AuditRecord[] = [];
  const sink = {
    name: 'memory',
    chain: 'main',
    open: async () => ({ head: { seq: 0, hash: 'A'.repeat(43) } }),
    write: async (sealed: readonly { readonly record: AuditRecord }[]) => void records.push(...sealed.map(({ record }) => record)),
  };
  const governance = governed({ audit: { sinks: [sink] }, policy: { defaults: { read: 'allow', update: 'allow' } } });
  await governance.open();
  const system = desk();
  const toolkit = createToolkit({ connectors: [system], use: [scopes({ open: [] }), governance] });
  await toolkit.call({ name: 'desk_update_ticket', arguments: {}, caller: callerOf('ada', 'acme', ['crm.read']), canAsk: ['form'] });
  expect(system.ran).toEqual([]);
  expect(records.map(({ operation, outcome, principal }) => [operation, outcome, principal?.sub])).toEqual([
    ['desk_update_ticket', 'denied', 'ada'],
  ]);
  await governance.close();
});

describe('metadata and challenges', () => {
  const { key, token } = createApiKey({ principal: 'job', scopes: ['crm.read'] });
  const toolkit = createToolkit({ connectors: [desk()] });
  const guard = scopes();
  const { authenticate, routes } = createAuthenticate({
    resource,
    verifiers: [apiKeyVerifier({ store: createKeyMemory([key]) })],
    authorizationServers: ['https://idp.example.com'],
    initialScopes: ['crm.read'],
    scopes: guard.rules,
    tools: () => toolkit.catalogue.tools,
    title: 'CRM',
  });
  const metadata = 'https://mcp.example.com/.well-known/oauth-protected-resource/mcp';
  const challengeOf = async (headers: Readonly<Record<string, string>>) => {
    const answer = (await authenticate(new Request(resource, { headers }))) as Response;
    return [answer.status, answer.headers.get('www-authenticate')];
  };

  test('the metadata says where to get tokens, at the place of the standard and at the root', async () => {
    expect(Object.keys(routes)).toEqual(['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp']);
    const answer = await routes['/.well-known/oauth-protected-resource/mcp']?.(new Request(metadata));
    expect(await answer?.json()).toEqual({
      resource,
      authorization_servers: ['https://idp.example.com'],
      bearer_methods_supported: ['header'],
      scopes_supported: ['crm.read', 'crm.write'],
      resource_name: 'CRM',
    });
  });

  test('without a token the answer says where to begin, and no error', async () => {
    expect(await challengeOf({})).toEqual([401, `Bearer scope="crm.read", resource_metadata="${metadata}"`]);
  });

  test('with a bad token it says so, and with too small a one what it takes, keeping what it has', async () => {
    const description = 'error_description="The token is not valid here."';
    expect(await challengeOf({ authorization: 'Bearer a.b.c' })).toEqual([
      401,
      `Bearer error="invalid_token", ${description}, scope="crm.read", resource_metadata="${metadata}"`,
    ]);
    const call = { authorization: `Bearer ${token.reveal()}`, 'mcp-method': 'tools/call', 'mcp-name': 'desk_update_ticket' };
    expect(await challengeOf(call)).toEqual([
      403,
      `Bearer error="insufficient_scope", error_description="This tool needs a permission that the token does not hold.", scope="crm.read crm.write", resource_metadata="${metadata}"`,
    ]);
    const known = (await authenticate(new Request(resource, { headers: { ...call, 'mcp-name': 'desk_get_ticket' } }))) as Caller;
    expect(known.principal?.id).toBe('job');
  });
});
