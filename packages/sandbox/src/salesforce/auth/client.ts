import { timingSafeEqual } from 'node:crypto';
import type { Exchange } from '../../wire/exchange.ts';
import { demoSalesforce } from '../options.ts';
import { OAuthError } from './oauth-error.ts';

/** The fields of a form, or of the query when there is no form. */
export function formOf(exchange: Exchange): URLSearchParams {
  return exchange.body.length > 0 ? new URLSearchParams(exchange.body.toString('utf8')) : exchange.query;
}

/** Checks who the client says it is. `secret: 'optional'` accepts a missing secret, never a wrong one. */
export function checkClient(exchange: Exchange, form: URLSearchParams, secret: 'required' | 'optional'): string {
  const basic = basicCredentials(exchange.headers['authorization']);
  const id = basic?.[0] ?? form.get('client_id');
  const given = basic?.[1] ?? form.get('client_secret');
  if (id !== demoSalesforce.clientId) throw new OAuthError('clientId');
  const accepted = given === null ? secret === 'optional' : same(given, demoSalesforce.clientSecret);
  if (!accepted) throw new OAuthError('clientSecret');
  return id;
}

function basicCredentials(header: string | undefined): readonly [string, string] | undefined {
  const match = /^Basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '');
  if (!match) return undefined;
  const text = Buffer.from(match[1]!, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : [decodeURIComponent(text.slice(0, colon)), decodeURIComponent(text.slice(colon + 1))];
}

export function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
