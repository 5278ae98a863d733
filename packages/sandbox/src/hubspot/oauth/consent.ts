import type { Exchange, Reply } from '../../wire/exchange.ts';
import { demoHubSpot } from '../credentials.ts';
import type { OpenEndpoint } from '../open-endpoint.ts';
import type { Portal } from '../portal.ts';
import { allScopes } from '../scopes.ts';
import { page, escapeHtml } from './html.ts';
import { formOf } from './form.ts';

/** The page on which a person lets an app into the portal, and where its buttons lead. */
export const consentEndpoints: readonly OpenEndpoint[] = ['/authorize', '/:portalId/authorize'].flatMap((path) => [
  { family: 'consent', method: 'GET', path, handle: (portal: Portal, { query }: Exchange) => show(portal, query) } as const,
  { family: 'consent', method: 'POST', path, handle: (portal: Portal, exchange: Exchange) => decide(portal, formOf(exchange)) } as const,
]);

const codeLifetimeMs = 10 * 60_000;

interface Demand {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly codeChallenge: string | undefined;
}

/** What the app asks for, or what is wrong with it. An app that is not known sends nobody anywhere. */
function demandOf(portal: Portal, fields: URLSearchParams): Demand | string {
  const redirectUri = fields.get('redirect_uri') ?? '';
  const scopes = (fields.get('scope') ?? '').split(/[ ,]+/).filter((scope) => scope !== '');
  if (fields.get('client_id') !== demoHubSpot.clientId) return 'This app is not known here: the client id is missing or wrong.';
  if (!mayReturn(portal, redirectUri)) return 'The redirect address of this app is missing or not allowed.';
  const unknown = scopes.find((scope) => !allScopes.includes(scope));
  if (unknown !== undefined || scopes.length === 0) return `The scopes of this app are missing or not known here: ${unknown ?? 'none'}`;
  const method = fields.get('code_challenge_method');
  if (method !== null && method !== '' && method !== 'S256') return 'The code challenge method must be S256.';
  const optional = (name: string): string | undefined => fields.get(name) || undefined;
  return { redirectUri, scopes, state: optional('state'), codeChallenge: optional('code_challenge') };
}

function mayReturn({ options }: Portal, address: string): boolean {
  if (options.redirectUris) return options.redirectUris.includes(address);
  const url = URL.parse(address);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

function show(portal: Portal, query: URLSearchParams): Reply {
  const demand = demandOf(portal, query);
  if (typeof demand === 'string') return page(400, 'Authorization failed', `<p>${escapeHtml(demand)}</p>`);
  const hidden = [...query].map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const scopes = demand.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return page(
    200,
    'Connect app',
    `<p>An app asks for access to the sandbox portal:</p>
<ul>${scopes.join('')}</ul>
<form method="post" action="/oauth/authorize">
${hidden.join('\n')}
<button name="decision" value="grant">Connect app</button>
<button name="decision" value="deny">Cancel</button>
</form>`,
  );
}

function decide(portal: Portal, form: URLSearchParams): Reply {
  const demand = demandOf(portal, form);
  if (typeof demand === 'string') return page(400, 'Authorization failed', `<p>${escapeHtml(demand)}</p>`);
  const target = new URL(demand.redirectUri);
  if (form.get('decision') === 'grant') target.searchParams.set('code', newCode(portal, demand));
  else {
    target.searchParams.set('error', 'access_denied');
    target.searchParams.set('error_description', 'The user did not connect the app');
  }
  if (demand.state !== undefined) target.searchParams.set('state', demand.state);
  return { status: 302, headers: { location: target.href } };
}

function newCode(portal: Portal, { redirectUri, scopes, codeChallenge }: Demand): string {
  const code = portal.tokens.mint('code');
  portal.tokens.putCode(code, {
    clientId: demoHubSpot.clientId,
    scopes,
    userId: 534941,
    editAssociations: true,
    redirectUri,
    expiresAt: portal.clock.now() + codeLifetimeMs,
    ...(codeChallenge === undefined ? {} : { codeChallenge }),
  });
  return code;
}
