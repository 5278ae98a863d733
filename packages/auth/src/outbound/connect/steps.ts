import type { Desk } from './desk.ts';
import { escapeHtml, notice, page, redirect } from './page.ts';
import { GrantEnded } from '../oauth-client.ts';
import { hashOf, randomId } from '../consent.ts';
import { isSamePerson } from '../holder.ts';

/** Shows what the link is for. Does not use it up, because programs that preview links open it, too. */
export async function showLink({ consents, cookie, expired, system }: Desk, request: Request, name: string): Promise<Response> {
  const id = new URL(request.url).searchParams.get('ticket') ?? '';
  const ticket = await consents.takeTicket(id);
  if (ticket === undefined) return expired();
  await consents.keepTicket(id, ticket);
  if (ticket.system !== name) return expired();
  const { title } = system(name);
  const headers: Record<string, string> = cookie.read(request) === undefined ? { 'set-cookie': cookie.issue().header } : {};
  return page(200, `Connect ${title}`, question(title, ticket.holder.name, id), headers);
}

/** The person goes on: to show who they are, or right to the system. */
export async function beginTrip(desk: Desk, request: Request, name: string): Promise<Response> {
  const { consents, cookie, expired, origin, refuse, signIn } = desk;
  const browser = cookie.read(request);
  // A form of another site cannot send a person on a trip that somebody else prepared.
  const from = request.headers.get('origin');
  if (browser === undefined || (from !== null && from !== origin))
    return refuse(403, 'foreign_form', 'Open the link from the assistant itself.');
  const form = new URLSearchParams(await boundedText(request));
  const ticket = await consents.takeTicket(form.get('ticket') ?? '');
  if (ticket === undefined || ticket.system !== name) return expired();
  if (signIn === undefined) return desk.toSystem(ticket, hashOf(browser));
  const trip = { verifier: randomId(), nonce: randomId() };
  const state = await consents.depart({ purpose: 'sign-in', ticket, ...trip, browser: hashOf(browser) });
  return redirect(await signIn.url({ ...trip, state, redirectUri: desk.redirectUri('signed-in') }));
}

/** Back from the identity provider: goes on only if it is the person that the link was made for. */
export async function afterSignIn(desk: Desk, request: Request): Promise<Response> {
  const landed = await desk.land(request, 'sign-in');
  if (landed instanceof Response) return landed;
  const { flight, parameters, state } = landed;
  const { ticket, verifier, nonce = '', browser } = flight;
  const trip = { redirectUri: desk.redirectUri('signed-in'), state, verifier, nonce };
  const caller = await desk.signIn?.finish(parameters, trip).catch(() => undefined);
  if (caller === undefined) return desk.refuse(403, 'not_signed_in', 'You did not sign in.', ticket);
  if (isSamePerson(ticket.holder, caller)) return desk.toSystem(ticket, browser);
  return desk.refuse(403, 'other_person', 'This link was made for somebody else. Nothing was connected.', ticket);
}

/** Back from the system, with a code or without. */
export async function afterConsent(desk: Desk, request: Request, name: string): Promise<Response> {
  const landed = await desk.land(request, 'connect', name);
  if (landed instanceof Response) return landed;
  const { flight, parameters, state } = landed;
  const { title, client } = desk.system(name);
  try {
    const trip = { redirectUri: desk.redirectUri(`${name}/callback`), state, verifier: flight.verifier };
    const user = await desk.connected(flight.ticket.holder, name, await client.redeem(parameters, trip));
    const as = user === undefined ? '' : ` as ${user}`;
    return notice(200, `${title} is connected`, `The assistant now works in ${title}${as}. You can close this page.`);
  } catch (error) {
    if (!(error instanceof GrantEnded)) throw error;
    return desk.refuse(400, error.message, `${title} did not give access. Nothing was connected.`, flight.ticket);
  }
}

function question(title: string, name: string, ticket: string): string {
  return `<p>An assistant that works for <strong>${escapeHtml(name)}</strong> asks for access to ${escapeHtml(title)}.</p>
<p>Go on only if you are ${escapeHtml(name)} and asked for this yourself.</p>
<form method="post"><input type="hidden" name="ticket" value="${escapeHtml(ticket)}">
<button>Connect ${escapeHtml(title)}</button></form>`;
}

const maxFormBytes = 4_096;

async function boundedText(request: Request): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > maxFormBytes) return '';
  }
  return text;
}
