import { ConnectorError } from '../connector-error.ts';

/** Tells whether an origin may be called. */
export type OriginRule = (url: URL) => boolean;

/**
 * Allows exact origins (`https://api.hubapi.com`) and, with a leading `*.`, every host below a domain (`https://*.salesforce.com`).
 * Throws a TypeError for an entry that is not an origin.
 */
export function originRule(origins: readonly string[]): OriginRule {
  const exact = new Set<string>();
  const suffixes: { readonly protocol: string; readonly suffix: string; readonly port: string }[] = [];
  for (const origin of origins) {
    const wild = /^(https?):\/\/\*\.([^/:*]+)(?::(\d+))?$/.exec(origin);
    if (wild !== null)
      suffixes.push({ protocol: `${wild[1]}:`, suffix: `.${wild[2]}`.toLowerCase(), port: new URL(origin.replace('*', 'a')).port });
    else exact.add(parseOrigin(origin));
  }
  return (url) =>
    exact.has(url.origin) ||
    suffixes.some(({ protocol, suffix, port }) => url.protocol === protocol && url.port === port && url.hostname.endsWith(suffix));
}

/** Throws `permission_denied` for a URL that is malformed, carries credentials, climbs (`..`) or is not of an allowed origin. */
export function requireAllowed(text: string, allowed: OriginRule): URL {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || hasDotSegment(text))
    throw new ConnectorError('permission_denied', 'The upstream address is not valid.');
  if (!allowed(url))
    throw new ConnectorError('permission_denied', `Requests to ${url.origin} are not allowed.`, {
      hint: 'An operator can allow the origin for this connector.',
    });
  return url;
}

/** An id of `..` survives `encodeURIComponent`, and would lead to another place than the connector meant. */
function hasDotSegment(text: string): boolean {
  const [path = ''] = text.split(/[?#]/, 1);
  return path.split(/[/\\]/).some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment.replaceAll(/[\t\r\n]/g, '')));
}

function parseOrigin(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.origin === 'null' || (text !== url.origin && text !== `${url.origin}/`))
    throw new TypeError(`"${text}" is not an origin.`);
  return url.origin;
}
