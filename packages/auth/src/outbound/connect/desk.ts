import { createBrowserCookie, isSameBrowser, type BrowserCookie } from './browser-cookie.ts';
import { notice, redirect } from './page.ts';
import { randomId, type Consents, type Flight, type Ticket } from '../consent.ts';
import type { Holder } from '../holder.ts';
import type { OAuthClient, Tokens } from '../oauth-client.ts';
import type { SignIn } from './sign-in.ts';

export interface ConnectSystem {
  readonly title: string;
  readonly client: OAuthClient;
}

export interface ConnectOptions {
  /** As browsers reach this server. The `Host` of a request decides nothing. */
  readonly publicUrl: string;
  /** Path of the pages. */
  readonly path: string;
  readonly systems: Readonly<Record<string, ConnectSystem>>;
  readonly consents: Consents;
  /** Undefined: whoever has the link is taken for the one it was made for. */
  readonly signIn: SignIn | undefined;
  /** Keeps what the user granted. Returns who the user is there. */
  readonly connected: (holder: Holder, system: string, tokens: Tokens) => Promise<string | undefined>;
  readonly refused: (reason: string, ticket: Ticket | undefined) => void;
}

/** A browser that is back from a trip that it began itself. */
export interface Landed {
  readonly flight: Flight;
  readonly parameters: URLSearchParams;
  readonly state: string;
}

/** What all pages share. */
export interface Desk extends ConnectOptions {
  readonly origin: string;
  readonly cookie: BrowserCookie;
  readonly system: (name: string) => ConnectSystem;
  readonly redirectUri: (page: string) => string;
  readonly refuse: (status: number, reason: string, text: string, ticket?: Ticket) => Response;
  readonly expired: () => Response;
  /** Sends the browser on to the consent page of the system. */
  readonly toSystem: (ticket: Ticket, browser: string) => Promise<Response>;
  /** A state is used up by showing it, whoever shows it. */
  readonly land: (request: Request, purpose: Flight['purpose'], system?: string) => Promise<Landed | Response>;
}

export function createDesk(options: ConnectOptions): Desk {
  const { publicUrl, path, systems, consents, refused } = options;
  const { origin } = new URL(publicUrl);
  const cookie = createBrowserCookie(publicUrl);
  const redirectUri = (page: string) => `${origin}${path}/${page}`;
  const system = (name: string): ConnectSystem => {
    const found = Object.hasOwn(systems, name) ? systems[name] : undefined;
    if (found === undefined) throw new TypeError(`There is no system "${name}".`);
    return found;
  };
  const refuse: Desk['refuse'] = (status, reason, text, ticket) => {
    refused(reason, ticket);
    return notice(status, 'Not connected', text);
  };
  const expired = () => refuse(400, 'unknown_or_used', 'This link has expired or was used before. Ask the assistant for a new one.');
  return {
    ...options,
    origin,
    cookie,
    system,
    redirectUri,
    refuse,
    expired,
    async toSystem(ticket, browser) {
      const verifier = randomId();
      const state = await consents.depart({ purpose: 'connect', ticket, verifier, browser });
      const { client } = system(ticket.system);
      return redirect(await client.authorizationUrl({ redirectUri: redirectUri(`${ticket.system}/callback`), state, verifier }));
    },
    async land(request, purpose, name) {
      const parameters = new URL(request.url).searchParams;
      const state = parameters.get('state') ?? '';
      const flight = await consents.land(state);
      if (flight === undefined || flight.purpose !== purpose) return expired();
      const { ticket, browser } = flight;
      if (name !== undefined && ticket.system !== name) return refuse(400, 'mixed_up', 'This answer belongs to another system.', ticket);
      if (isSameBrowser(cookie.read(request), browser)) return { flight, parameters, state };
      return refuse(403, 'other_browser', 'Another browser began this. Open the link in the browser that you go on with.', ticket);
    },
  };
}
