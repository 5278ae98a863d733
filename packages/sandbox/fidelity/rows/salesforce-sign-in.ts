import { demo } from '../../src/index.ts';
import type { Clients } from '../clients.ts';
import { compareJson } from '../compare-json.ts';
import { compareXml } from '../compare-xml.ts';
import type { Answer, Row } from '../row.ts';

const folder = 'salesforce-restforce';
const soap = 'salesforce-simple-salesforce';
const later = 'added by Salesforce after this was recorded (API v20 to v26)';

const tokenMembers = { token_type: later, scope: later, refresh_token: 'refresh tokens are rotated' };

const { clientId, clientSecret, admin } = demo.salesforce;

/** A token request; its body is a form. */
function token(clients: Clients, form: Readonly<Record<string, string>>): Promise<Answer> {
  return clients.salesforce('/services/oauth2/token', {
    method: 'POST',
    token: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }).toString(),
  });
}

function soapLogin(clients: Clients, password: string): Promise<Answer> {
  const login = `<login xmlns="urn:partner.soap.sforce.com"><username>${admin.username}</username><password>${password}</password></login>`;
  return clients.salesforce('/services/Soap/u/60.0', {
    method: 'POST',
    token: null,
    headers: { 'content-type': 'text/xml', soapaction: '""' },
    body: `<?xml version="1.0" encoding="UTF-8"?><se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/"><se:Header/><se:Body>${login}</se:Body></se:Envelope>`,
  });
}

export const signInRows: readonly Row[] = [
  {
    file: `${folder}/auth_error_response.json`,
    status: 400,
    ask: (clients) => token(clients, { grant_type: 'password', username: admin.username, password: 'wrong' }),
    compare: compareJson({ allow: { error_description: 'today it says "authentication failure" only (Salesforce documentation)' } }),
  },
  {
    file: `${folder}/auth_success_response.json`,
    status: 200,
    ask: (clients) => token(clients, { grant_type: 'password', username: admin.username, password: admin.password + admin.securityToken }),
    compare: compareJson({ allow: tokenMembers }),
  },
  ...['reauth_success_response.json', 'refresh_success_response.json'].map((name) => ({
    file: `${folder}/${name}`,
    status: 200,
    ask: (clients: Clients) => token(clients, { grant_type: 'refresh_token', refresh_token: clients.sandbox.salesforce.refreshToken() }),
    compare: compareJson({ allow: tokenMembers }),
  })),
  {
    file: `${folder}/refresh_error_response.json`,
    status: 400,
    ask: (clients) => token(clients, { grant_type: 'refresh_token', refresh_token: 'unknown' }),
  },
  {
    file: `${folder}/expired_session_response.json`,
    status: 401,
    ask: (clients) => clients.salesforce('~/sobjects', { token: '00D!unknown' }),
  },
  {
    file: `${folder}/services_data_success_response.json`,
    status: 200,
    ask: (clients) => clients.salesforce('/services/data/', { token: null }),
  },
  {
    file: `${soap}/soap_login_success.xml`,
    status: 200,
    ask: (clients) => soapLogin(clients, admin.password + admin.securityToken),
    compare: compareXml(),
  },
  { file: `${soap}/soap_login_fault.xml`, status: 500, ask: (clients) => soapLogin(clients, 'wrong'), compare: compareXml() },
];
