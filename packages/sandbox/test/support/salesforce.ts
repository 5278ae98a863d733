import { Connection as JsforceConnection } from 'jsforce';
import { demo, type Sandbox } from '../../src/index.ts';

export type Connection = JsforceConnection;

/** The API version the tests speak unless they say otherwise. */
export const version = '62.0';

/** A connection that holds a user's access token and nothing to refresh it with. */
export function connect(sandbox: Sandbox, username?: string, apiVersion = version): Connection {
  const { url } = sandbox.salesforce;
  return new JsforceConnection({ version: apiVersion, instanceUrl: url, loginUrl: url, accessToken: sandbox.salesforce.token(username) });
}

/** A connection of the demo's OAuth client, not signed in. */
export function client(sandbox: Sandbox, redirectUri = 'http://localhost:1717/callback'): Connection {
  const { clientId, clientSecret } = demo.salesforce;
  return new JsforceConnection({ version, oauth2: { loginUrl: sandbox.salesforce.url, clientId, clientSecret, redirectUri } });
}

/** What a refused call was refused with. Fails when it was not refused. */
export async function refusal(
  call: PromiseLike<unknown>,
): Promise<{ readonly name: string; readonly message: string; readonly data?: unknown }> {
  try {
    await call;
  } catch (error) {
    const { name, message, data } = error as Error & { readonly data?: unknown };
    return { name, message, ...(data !== undefined && { data }) };
  }
  throw new Error('the call was not refused');
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Bodies are checked by expectations.
  readonly body: unknown;
}

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly username?: string;
  readonly token?: string | null;
}

/** A plain request. A path without `/services` is below the API's. */
export async function send(sandbox: Sandbox, path: string, { method = 'GET', body, headers, username, token }: Ask = {}): Promise<Answer> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const bearer = token === undefined ? sandbox.salesforce.token(username) : token;
  const response = await fetch(sandbox.salesforce.url + (/^\/(?:services|id)\//.test(path) ? path : `/services/data/v${version}${path}`), {
    method,
    redirect: 'manual',
    headers: {
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  });
  const answer = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && answer !== '';
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(answer) as unknown) : answer };
}

export function soqlPath(soql: string, resource = 'query'): string {
  return `/${resource}?q=${encodeURIComponent(soql)}`;
}

/** The id of the first record a query finds. */
export async function firstId(connection: Connection, soql: string): Promise<string> {
  const { records } = await connection.query<{ Id: string }>(soql);
  const id = records[0]?.Id;
  if (id === undefined) throw new Error(`nothing found by ${soql}`);
  return id;
}

/** How many requests whose address contains a text were sent. */
export function count(sandbox: Sandbox, text: string): number {
  return sandbox.requests.filter((request) => request.service === 'salesforce' && request.url.includes(text)).length;
}

/** A form, as the OAuth endpoints want it; members that are undefined are left out. */
export function postForm(
  sandbox: Sandbox,
  path: string,
  form: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const fields = Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return send(sandbox, path, {
    method: 'POST',
    token: null,
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
}

/** The user name behind a connection. */
export async function username(connection: Connection): Promise<string> {
  return (await connection.identity()).username;
}
