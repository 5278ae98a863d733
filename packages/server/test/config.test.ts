import { describe, expect, it } from 'vitest';
import { configSchema } from '../src/config/schema/config.ts';
import { deskKind } from './help-desk-kind.ts';
import { parseConfig } from '../src/config/file.ts';

const schema = configSchema([deskKind]);
const parse = (text: string, environment: Record<string, string> = {}) => parseConfig(schema, 'causeway.yaml', text, environment);
const failing = (text: string, environment: Record<string, string> = {}) => {
  try {
    parse(text, environment);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'no error';
};

describe('the configuration file', () => {
  it('may be empty: reads alone, on this machine alone, nothing invented', () => {
    expect(parse('')).toMatchObject({
      transport: 'http',
      demo: 'never',
      writes: false,
      http: { host: '127.0.0.1', port: 3_000, path: '/mcp' },
    });
  });

  it.each([
    ['http:\n  prot: 3', 'causeway.yaml:2:3: http.prot: there is no such setting'],
    ['http:\n  port: no', 'causeway.yaml:2:9: http.port: expected number, received string'],
    ['http:\n  port: 70000', 'causeway.yaml:2:9: http.port: Too big: expected number to be <=65535'],
    ['retry:\n  attempts: many', 'causeway.yaml:2:13: retry.attempts: expected number, received string'],
    ['retry:\n  tries: 3', 'causeway.yaml:2:3: retry.tries: there is no such setting'],
    ['retry: yes', 'causeway.yaml:1:8: retry: expected false or object'],
    ['connectors:\n  - kind: dsk', "causeway.yaml:2:11: connectors.0.kind: expected 'desk'"],
    [
      'policy:\n  rules:\n    - id: a\n      decision: allow',
      'causeway.yaml:3:7: policy.rules.0.reason: expected string, received undefined',
    ],
    ['policy: {}\npolicyFile: a.yaml', 'causeway.yaml:2:13: policyFile: give `policy` or `policyFile`, not both'],
    ['auth:\n  scopes: false', 'causeway.yaml:2:3: auth: needs `jwt`, `introspection` or `apiKeys`: nobody could sign in'],
    [
      'auth:\n  jwt:\n    - issuer: https://id.example',
      'causeway.yaml:2:3: auth.resource: is needed for tokens: they must be meant for this server',
    ],
    ['sealKeys: [short]', 'causeway.yaml:1:12: sealKeys.0: Too small: expected string to have >=32 characters'],
    ['a: [', 'causeway.yaml:1:5: '],
    ['writes: true\nwrites: false', 'causeway.yaml:2:1: Map keys must be unique'],
  ])('%j is refused with its place', (text, message) => {
    expect(failing(text)).toContain(`UsageError: ${message}`);
  });

  it('points at an option of a connector', () => {
    const text = 'connectors:\n  - kind: desk\n    url: https://desk.example\n    auth: { token: short }\n';
    expect(failing(text)).toBe(
      'UsageError: causeway.yaml:4:20: connectors.0.auth.token: Too small: expected string to have >=8 characters',
    );
  });

  it('never quotes a value that may be a secret', () => {
    const text = 'connectors:\n  - kind: desk\n    url: ${URL}\n    auth:\n      token: ${TOKEN}\nhttp:\n  port: ${TOKEN}';
    expect(failing(text, { URL: 'a-secret-that-is-no-url', TOKEN: 'a-secret' })).not.toContain('a-secret');
  });
});

describe('references to the environment', () => {
  it('are replaced in texts, with a default where there is none', () => {
    const text = 'instructions: "Speak ${LANGUAGE:-English} to ${WHO}."';
    expect(parse(text, { WHO: 'people' }).instructions).toBe('Speak English to people.');
    expect(parse(text, { WHO: 'people', LANGUAGE: 'Norwegian' }).instructions).toBe('Speak Norwegian to people.');
  });

  it('may stand for numbers and for yes and no', () => {
    const { http, writes, retry } = parse('http: { port: "${PORT}" }\nwrites: ${WRITES}\nretry:\n  attempts: ${TRIES:-4}', {
      PORT: '8080',
      WRITES: 'true',
    });
    expect([http.port, writes, retry]).toEqual([8_080, true, { attempts: 4 }]);
  });

  it('stay texts where a text is wanted', () => {
    expect(parse('stdio: { caller: { id: "${ID}" } }', { ID: '12345' }).stdio.caller?.id).toBe('12345');
  });

  it('are refused with their place when they are not set, or stand for something else', () => {
    expect(failing('log:\n  level: ${LEVEL}')).toBe('UsageError: causeway.yaml:2:10: the environment variable LEVEL is not set.');
    expect(failing('http:\n  port: ${PORT}', { PORT: 'eighty' })).toBe(
      'UsageError: causeway.yaml:2:9: http.port: expected number, received string',
    );
  });

  it('are not looked for in what the environment answers', () => {
    expect(parse('instructions: ${A}', { A: '${B}' }).instructions).toBe('${B}');
  });
});
