import { demo, type Sandbox } from '../../src/index.ts';
import { raw } from './raw-http.ts';

export type System = 'salesforce' | 'hubspot';

export interface Seen {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export type Request = readonly [method: string, path: string, body?: string, headers?: Readonly<Record<string, string>>];

/** How a program that fell over looks from outside. */
export const trace = /\n\s+at |node:internal|\.ts:\d+|TypeError|RangeError|Cannot read propert/;

/** Sends a request as it is, byte for byte, signed in unless its headers say otherwise. */
export async function askRaw(sandbox: Sandbox, service: System, ...[method, path, body = '', headers = {}]: Request): Promise<Seen> {
  const token = service === 'salesforce' ? sandbox.salesforce.token() : demo.hubspot.accessToken;
  const all = {
    host: 'sandbox',
    connection: 'close',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const { text } = await raw(sandbox[service].url, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, 5000);
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(head.slice(9, 12)), type: /^content-type: (.*)$/im.exec(head)?.[1] ?? '', body: rest.join('\r\n\r\n') };
}
