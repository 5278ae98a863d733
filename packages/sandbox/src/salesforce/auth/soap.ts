import type { Exchange, Reply } from '../../wire/exchange.ts';
import type { Row, Value } from '../model.ts';
import type { Org } from '../org.ts';
import { allowsSoapLogin, judgeVersion } from '../versions.ts';
import { checkPassword } from './passwords.ts';

/** The two calls of the SOAP API that sign in and out; every other one is refused. */
export function soap(org: Org, exchange: Exchange): Reply {
  const version = exchange.params['version'] ?? '';
  const body = exchange.body.toString('utf8');
  if (judgeVersion(version) !== 'ok') return fault('UNSUPPORTED_API_VERSION', 'Invalid Api version specified on URL', 'ApiFault');
  const call = /<(?:\w+:)?Body[^>]*>\s*<(?:\w+:)?(\w+)/.exec(body)?.[1];
  if (call === 'login') return allowsSoapLogin(version) ? login(org, exchange, version, body) : fault(...soapLoginEnded);
  if (call === 'logout') return logout(org, body);
  return fault('INVALID_TYPE', `No operation available for request ${call ?? ''}`, 'ApiFault');
}

const soapLoginEnded = ['UNSUPPORTED_API_VERSION', 'SOAP API login() is not available in API version 65.0 and later', 'ApiFault'] as const;
const badLogin = ['INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.', 'LoginFault'] as const;

function login(org: Org, exchange: Exchange, version: string, body: string): Reply {
  const user = checkPassword(org, element(body, 'username') ?? '', element(body, 'password') ?? '');
  if (!user) return fault(...badLogin);
  const { token } = org.sessions.open({ userId: String(user['Id']) });
  const kind = exchange.path.split('/')[3] ?? 'u';
  const url = (letter: string) => `${org.baseUrl()}/services/Soap/${letter}/${version}/${org.id.slice(0, 15)}`;
  const result = [
    tag('metadataServerUrl', url('m')),
    tag('passwordExpired', false),
    tag('sandbox', true),
    tag('serverUrl', url(kind)),
    tag('sessionId', token),
    tag('userId', user['Id']),
    `<userInfo>${userInfo(org, user)}</userInfo>`,
  ];
  const namespace = kind === 'c' ? 'urn:enterprise.soap.sforce.com' : 'urn:partner.soap.sforce.com';
  return envelope(200, `<loginResponse xmlns="${namespace}"><result>${result.join('')}</result></loginResponse>`);
}

function userInfo(org: Org, user: Row): string {
  const organization = org.store.get('Organization', org.id);
  const entries: readonly [string, Value | undefined][] = [
    ['accessibilityMode', false],
    ['currencySymbol', '€'],
    ['orgAttachmentFileSizeLimit', 5_242_880],
    ['orgDefaultCurrencyIsoCode', 'EUR'],
    ['orgDisallowHtmlAttachments', false],
    ['orgHasPersonAccounts', false],
    ['organizationId', org.id],
    ['organizationMultiCurrency', true],
    ['organizationName', organization?.['Name']],
    ['profileId', user['ProfileId']],
    ['roleId', user['UserRoleId']],
    ['sessionSecondsValid', org.settings.sessionSeconds],
    ['userDefaultCurrencyIsoCode', user['DefaultCurrencyIsoCode']],
    ['userEmail', user['Email']],
    ['userFullName', user['Name']],
    ['userId', user['Id']],
    ['userLanguage', user['LanguageLocaleKey']],
    ['userLocale', user['LocaleSidKey']],
    ['userName', user['Username']],
    ['userTimeZone', user['TimeZoneSidKey']],
    ['userType', user['UserType']],
    ['userUiSkin', 'Theme3'],
  ];
  return entries.map(([name, value]) => tag(name, value)).join('');
}

function logout(org: Org, body: string): Reply {
  if (!org.sessions.end(element(body, 'sessionId') ?? '')) {
    return fault('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session', 'UnexpectedErrorFault');
  }
  return envelope(200, '<logoutResponse xmlns="urn:partner.soap.sforce.com"/>');
}

function element(xml: string, name: string): string | undefined {
  const match = new RegExp(`<(?:\\w+:)?${name}>([^<]*)</`).exec(xml);
  return match ? unescape(match[1]!) : undefined;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => entities[name]!);
}

function tag(name: string, value: Value | undefined): string {
  if (value === null || value === undefined) return `<${name} xsi:nil="true"/>`;
  return `<${name}>${String(value).replaceAll(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)}</${name}>`;
}

function fault(code: string, message: string, type: string): Reply {
  const detail = `<sf:${type} xsi:type="sf:${type}">${tag('sf:exceptionCode', code)}${tag('sf:exceptionMessage', message)}</sf:${type}>`;
  return envelope(
    500,
    `<soapenv:Fault>${tag('faultcode', code)}${tag('faultstring', `${code}: ${message}`)}<detail>${detail}</detail></soapenv:Fault>`,
  );
}

function envelope(status: number, content: string): Reply {
  const namespaces =
    'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${namespaces}><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body };
}
