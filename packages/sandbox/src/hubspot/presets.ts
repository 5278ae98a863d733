import type { Service } from '../wire/service.ts';
import { refuse } from './answers.ts';
import { expiredAuthentication, invalidAuthentication, missingScopes, NoSuchPage, rateLimited, Refusal } from './errors.ts';
import type { Portal } from './portal.ts';

type Presets = NonNullable<Service['presets']>;

/** Errors that a test can call up by name: `hubspot.ten-secondly`. */
export function presetsOf(portal: Portal): Presets {
  const { clock } = portal;
  const refusals: Readonly<Record<string, () => Refusal>> = {
    'ten-secondly': () => rateLimited('TEN_SECONDLY_ROLLING'),
    secondly: () => rateLimited('SECONDLY'),
    daily: () => rateLimited('DAILY'),
    'invalid-authentication': invalidAuthentication,
    'expired-authentication': () => expiredAuthentication(clock.now() - 75_000, clock.now()),
    'missing-scopes': () => missingScopes.objects(['crm.objects.contacts.read']),
    'missing-scopes-properties': () => missingScopes.properties(),
    'missing-scopes-schemas': () => missingScopes.schemas(['custom-object-read']),
    'not-found': () => new Refusal(404, { message: 'resource not found' }),
    'not-found-html': () => new NoSuchPage(),
    locked: () => new Refusal(423, { message: 'Locked: too many changes of this record at once. Wait two seconds and try again.' }),
    internal: () => new Refusal(500, { message: 'internal error' }),
  };
  const plain = Object.entries(refusals).map(([name, make]) => [name, () => refuse(make(), portal.correlationId(), true)] as const);
  return { ...Object.fromEntries(plain), ...edge };
}

/** What HubSpot's content network answers when the API does not. */
const edge: Presets = {
  migration: () => ({ status: 477, headers: { 'content-type': 'text/plain', 'retry-after': '86400' }, body: 'Migration in progress' }),
  'bad-gateway': () => html(502, 'Bad gateway'),
  unavailable: () => html(503, 'Service Temporarily Unavailable'),
  'gateway-timeout': () => html(504, 'Gateway time-out'),
  'web-server-down': () => html(521, 'Web server is down'),
  'origin-unreachable': () => html(523, 'Origin is unreachable'),
  'origin-timeout': () => html(524, 'A timeout occurred'),
};

function html(status: number, title: string): ReturnType<Presets[string]> {
  const heading = `${status} ${title}`;
  const body = `<html><head><title>${heading}</title></head><body><center><h1>${heading}</h1></center><hr><center>cloudflare</center></body></html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
