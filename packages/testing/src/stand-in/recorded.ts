import type { Fault } from './fault.ts';

/** A request as it reached the stand-in, and what became of it. */
export interface Recorded {
  readonly method: string;
  /** Raw path and query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** It only gets or refreshes access. */
  readonly signIn: boolean;
  /** It changes something in the system. */
  readonly write: boolean;
  /** What the stand-in did to it. */
  readonly fault?: Fault;
  /** What the system answered; absent when it never saw the request. */
  readonly answer?: { readonly status: number; readonly body: string };
  /** The connector closed the connection before an answer was sent. */
  readonly abandoned: boolean;
}

/** Equal for requests that say the same, whoever sends them. */
export function fingerprint({ method, path, body }: Recorded): string {
  return `${method} ${path}${body === '' ? '' : ` ${body}`}`;
}

/** All text of a request in which a credential may stand, Basic authentication decoded. */
export function textOf({ path, headers, body }: Recorded): string {
  const basic = /^basic (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  const decoded = basic === undefined ? '' : Buffer.from(basic, 'base64').toString('utf8');
  return [path, ...Object.values(headers), decoded, body].join('\n');
}
