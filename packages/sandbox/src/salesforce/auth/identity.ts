import type { Exchange, Reply } from '../../wire/exchange.ts';
import { findActor } from '../access/actor.ts';
import { normalizeId } from '../ids.ts';
import type { Row } from '../model.ts';
import type { Org } from '../org.ts';
import { json } from '../replies.ts';

/** Refusals of the identity service are plain words with status 403. [doc] */
const refusal = (status: number, word: string): Reply => ({ status, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: word });

function bearer(exchange: Exchange): string | undefined {
  const match = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(exchange.headers['authorization'] ?? '');
  return match?.[1] ?? exchange.query.get('oauth_token') ?? exchange.query.get('access_token') ?? undefined;
}

/** Who the token's bearer is: `/id/{org}/{user}`. */
export function identity(org: Org, exchange: Exchange): Reply {
  const token = bearer(exchange);
  if (token === undefined) return refusal(403, 'Missing_OAuth_Token');
  const session = org.sessions.use(token);
  const actor = session && findActor(org, session.userId);
  if (!actor) return refusal(403, 'Bad_OAuth_Token');
  if (normalizeId(exchange.params['org'] ?? '') !== org.id) return refusal(403, 'Wrong_Org');
  const user = org.store.get('User', normalizeId(exchange.params['user'] ?? '') ?? '');
  if (!user || user['Id'] !== actor.id) return refusal(403, 'Bad_Id');
  return json(200, {
    id: `${org.baseUrl()}/id/${org.id}/${actor.id}`,
    asserted_user: true,
    ...names(user),
    ...shared(org, user),
    ...moreIdentity(user),
  });
}

/** The same by OpenID Connect. */
export function userInfo(org: Org, exchange: Exchange): Reply {
  const token = bearer(exchange);
  if (token === undefined) return refusal(403, 'Missing_OAuth_Token');
  const session = org.sessions.use(token);
  const actor = session && findActor(org, session.userId);
  if (!actor) return refusal(403, 'Bad_OAuth_Token');
  const { user } = actor;
  return json(200, {
    sub: `${org.baseUrl()}/id/${org.id}/${actor.id}`,
    preferred_username: user['Username'],
    nickname: user['CommunityNickname'],
    name: user['Name'],
    given_name: user['FirstName'],
    family_name: user['LastName'],
    zoneinfo: user['TimeZoneSidKey'],
    profile: `${org.baseUrl()}/${actor.id}`,
    picture: photos(org).picture,
    address: {},
    updated_at: String(user['LastModifiedDate']).replace('+0000', 'Z'),
    ...shared(org, user),
  });
}

function names(user: Row): Record<string, unknown> {
  return {
    username: user['Username'],
    nick_name: user['CommunityNickname'],
    display_name: user['Name'],
    first_name: user['FirstName'],
    last_name: user['LastName'],
    timezone: user['TimeZoneSidKey'],
  };
}

function shared(org: Org, user: Row): Record<string, unknown> {
  return {
    user_id: user['Id'],
    organization_id: org.id,
    email: user['Email'],
    email_verified: true,
    photos: photos(org),
    urls: urls(org, String(user['Id'])),
    active: user['IsActive'],
    user_type: 'STANDARD',
    language: user['LanguageLocaleKey'],
    locale: user['LocaleSidKey'],
    utcOffset: utcOffset(String(user['TimeZoneSidKey'])),
  };
}

function moreIdentity(user: Row): Record<string, unknown> {
  const unknown = { addr_street: null, addr_city: null, addr_state: null, addr_country: null, addr_zip: null };
  const mobile = { mobile_phone: user['MobilePhone'], mobile_phone_verified: false, is_lightning_login_user: false };
  return {
    ...unknown,
    ...mobile,
    status: { created_date: null, body: null },
    last_modified_date: user['LastModifiedDate'],
    is_app_installed: true,
  };
}

function photos(org: Org): { readonly picture: string; readonly thumbnail: string } {
  return { picture: `${org.baseUrl()}/profilephoto/005/F`, thumbnail: `${org.baseUrl()}/profilephoto/005/T` };
}

/** Milliseconds between UTC and the zone's standard time. */
function utcOffset(zone: string): number {
  const january = new Date(Date.UTC(2026, 0, 1));
  const local = new Date(january.toLocaleString('en-US', { timeZone: zone, hour12: false }).replace(', 24:', ', 00:'));
  return Date.UTC(local.getFullYear(), local.getMonth(), local.getDate(), local.getHours(), local.getMinutes()) - january.getTime();
}

/** `{version}` is for the client to fill in. */
function urls(org: Org, userId: string): Record<string, string> {
  const base = org.baseUrl();
  const rest = `${base}/services/data/v{version}/`;
  const soap = (letter: string) => `${base}/services/Soap/${letter}/{version}/${org.id.slice(0, 15)}`;
  return {
    enterprise: soap('c'),
    metadata: soap('m'),
    partner: soap('u'),
    rest,
    sobjects: `${rest}sobjects/`,
    search: `${rest}search/`,
    query: `${rest}query/`,
    recent: `${rest}recent/`,
    tooling_soap: soap('T'),
    tooling_rest: `${rest}tooling/`,
    profile: `${base}/${userId}`,
    custom_domain: base,
  };
}
