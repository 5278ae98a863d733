import { describe, expect, it } from 'vitest';
import { configuredEntries, createConnectors, optionsFromEnvironment } from '../src/connectors.ts';
import { deskKind } from './help-desk-kind.ts';

const environment = { DESK_URL: 'https://desk.example', DESK_TOKEN: 'a-long-token', OTHER: 'x' };
const options = { url: 'https://desk.example', auth: { token: 'a-long-token' } };
const entry = { kind: 'desk', options };
const make = (overrides: Partial<Parameters<typeof createConnectors>[2]> = {}, more: Record<string, unknown> = {}) =>
  createConnectors([deskKind], [{ kind: 'desk', options: { ...options, ...more } }], { writes: false, ...overrides });
const toolsOf = async (made: ReturnType<typeof make>) => (await made).flatMap(({ tools }) => tools.map(({ name }) => name));

describe('the environment', () => {
  it('gives the options that a kind names', () => {
    expect(optionsFromEnvironment(deskKind, environment)).toEqual(options);
  });

  it('configures nothing when no variable is set, or only to nothing', () => {
    expect(optionsFromEnvironment(deskKind, { DESK_URL: '', OTHER: 'x' })).toBeUndefined();
    expect(configuredEntries([deskKind], { DESK_URL: '' }, undefined)).toEqual([]);
  });

  it('counts only where the file lists no connectors', () => {
    expect(configuredEntries([deskKind], environment, undefined)).toEqual([entry]);
    expect(configuredEntries([deskKind], environment, [])).toEqual([]);
  });
});

describe('connectors', () => {
  it('say which option is wrong, and by which variable it was given', async () => {
    const wrong = createConnectors([deskKind], [{ kind: 'desk', options: { url: 'https://desk.example', auth: { token: 'short' } } }], {
      writes: false,
    });
    await expect(wrong).rejects.toThrow('Help desk: auth.token (DESK_TOKEN): Too small: expected string to have >=8 characters');
  });

  it('offer nothing that changes something unless writes are allowed', async () => {
    expect(await toolsOf(make())).toEqual(['find_tickets']);
    expect(await toolsOf(make({}, { toolsets: ['read', 'write'] }))).toEqual(['find_tickets']);
    expect(await toolsOf(make({ writes: true }))).toEqual(['find_tickets', 'update_ticket']);
  });

  it('offer the toolsets of the command line before those of the file', async () => {
    expect(await toolsOf(make({ writes: true, toolsets: ['write'] }, { toolsets: ['read'] }))).toEqual(['update_ticket']);
  });

  it('are refused when only tools that change something are asked for and writes are not allowed', async () => {
    await expect(make({ toolsets: ['write'] })).rejects.toThrow('Help desk: the toolset "write" needs --allow-writes.');
  });

  it('are refused for a toolset that there is not', async () => {
    await expect(make({ toolsets: ['raed'] })).rejects.toThrow('Help desk: toolsets.0: Invalid option: expected one of "read"|"write"');
  });

  it('are refused for an option that there is not', async () => {
    await expect(make({ allowObjects: ['ticket'] })).rejects.toThrow('Unrecognized key: "objects"');
  });

  it('that change something are dropped by what they do, not by what they are called', async () => {
    const posing = {
      ...deskKind,
      create: (given: never) => deskKind.create({ ...(given as object), toolsets: ['read', 'write'] } as never),
    };
    const [connector] = await createConnectors([posing], [entry], { writes: false });
    expect(connector?.tools.map(({ name }) => name)).toEqual(['find_tickets']);
  });
});
