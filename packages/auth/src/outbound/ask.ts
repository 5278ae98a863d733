import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError, type CallContext } from '@causeway/core';
import type { Consents } from './consent.ts';
import type { Grant } from './vault/grant.ts';
import type { Holder } from './holder.ts';

export interface AskOptions {
  readonly consents: Consents;
  /** Where the pages are: `https://mcp.example.com/connect`. */
  readonly pages: string;
  readonly waitMs: number;
}

export interface Wanted {
  readonly call: CallContext;
  readonly holder: Holder;
  readonly system: string;
  readonly title: string;
  /** The connection, once it is there. */
  readonly find: () => Promise<Grant | undefined>;
}

/** How often a call looks whether the person is done. */
const lookMs = 300;

/** Sends the person to the page; waits a little for one who says that they are there. Throws `unauthenticated` when nothing comes of it. */
export async function askForAccess({ consents, pages, waitMs }: AskOptions, { call, holder, system, title, find }: Wanted): Promise<Grant> {
  const url = `${pages}/${system}?ticket=${await consents.offer(holder, system)}`;
  const message = `${title} is not connected yet. Connect it, so that the assistant can use it with your own access.`;
  const question = `connect_${system}`;
  const { [question]: answer } = await call.ask({ [question]: { kind: 'url', message, url } });
  if (answer?.action !== 'accept')
    throw new ConnectorError('unauthenticated', `The person did not connect ${title}.`, { hint: `Go on without ${title}.` });
  for (const end = Date.now() + waitMs; Date.now() < end;) {
    const grant = await find();
    if (grant !== undefined) return grant;
    await sleep(lookMs, undefined, { signal: call.signal });
  }
  throw new ConnectorError('unauthenticated', `${message} Open this page in a browser: ${url}`, {
    hint: 'Show the link to the person, and call again when they are done.',
  });
}
