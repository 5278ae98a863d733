import { createHttp, Secret, statusError, type CallContext, type Connector, type HttpResponse } from '@causeway/core';
import type { ConformanceOptions, Environment } from '@causeway/testing';
import { notesConnector } from './notes-connector.ts';
import { notesService } from './notes-service.ts';

/** The notes behind a sign-in: clients trade their secret for a token that is good until the service forgets it. */
export function signedInService(secrets: readonly string[]) {
  const notes = notesService();
  let issued: string[] = [];
  const handle = async (request: Request): Promise<Response> => {
    if (new URL(request.url).pathname !== '/oauth/token') {
      const known = issued.some((token) => request.headers.get('authorization') === `Bearer ${token}`);
      return known ? notes.handle(request) : Response.json({ message: 'Please sign in first.' }, { status: 401 });
    }
    const basic = Buffer.from(request.headers.get('authorization')?.slice(6) ?? '', 'base64').toString();
    if (!secrets.some((secret) => basic === `app:${secret}`)) return Response.json({ error: 'invalid_client' }, { status: 400 });
    issued = [...issued, `tok-${issued.length}-of-the-service`];
    return Response.json({ access_token: issued.at(-1), api: new URL(request.url).origin });
  };
  return { handle, reset: notes.reset };
}

/** The notes connector, signing in by itself with one fixed account. */
export function signedInConnector(
  { url, secret }: Environment,
  failure: (response: HttpResponse) => Error = (response) => statusError({ ...response, status: 401 }),
): Connector {
  const http = createHttp({ origins: [url], allowPrivate: true });
  let session: Promise<Secret> | undefined;
  const signIn = async (call: CallContext): Promise<Secret> => {
    const headers = { authorization: `Basic ${Buffer.from(`app:${secret.reveal()}`).toString('base64')}` };
    const response = await http(call, { method: 'POST', url: `${url}/oauth/token`, headers, mutates: false });
    if (response.status >= 500) throw statusError(response);
    if (response.status >= 300) throw failure(response);
    const { access_token: token, api } = JSON.parse(response.body.toString()) as { readonly access_token: string; readonly api: string };
    if (api !== url) throw new Error(`The service says that it is at ${api}.`);
    return new Secret(token);
  };
  return notesConnector({
    url,
    secret,
    credential: (call, rejected) => {
      if (session === undefined || rejected !== undefined) {
        session = signIn(call);
        session.catch(() => (session = undefined));
      }
      return session;
    },
  });
}

export const signedInOptions: Pick<ConformanceOptions, 'signIn' | 'samples' | 'report' | 'tokens'> = {
  signIn: ['POST /oauth/token'],
  tokens: ['secret-of-alice', 'secret-of-bob'],
  samples: { find_notes: { limit: 2 }, create_note: { text: 'Repot the cactus' } },
  report: () => {},
};
