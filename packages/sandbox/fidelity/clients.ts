import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demo, type Sandbox } from '../src/index.ts';
import type { Answer } from './row.ts';

interface Ask {
  readonly method?: string;
  /** An object goes as JSON, a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: everything allowed; `null`: none. */
  readonly token?: string | null;
}

/** Plain requests to either server, signed in. */
export interface Clients {
  readonly sandbox: Sandbox;
  /** `path` starts with `/`; `~` at its start stands for `/services/data/v60.0`. */
  salesforce(path: string, ask?: Ask): Promise<Answer>;
  hubspot(path: string, ask?: Ask): Promise<Answer>;
  /** The text of a recorded file. */
  recorded(file: string): Promise<string>;
}

export function createClients(sandbox: Sandbox, folder: string): Clients {
  return {
    sandbox,
    recorded: (file) => readFile(join(folder, file), 'utf8'),
    salesforce: (path, ask = {}) =>
      send(sandbox.salesforce.url + path.replace(/^~/, '/services/data/v60.0'), sandbox.salesforce.token(), ask),
    hubspot: (path, ask = {}) => send(sandbox.hubspot.url + path, demo.hubspot.accessToken, ask),
  };
}

async function send(url: string, ownToken: string, { method = 'GET', body, headers, token = ownToken }: Ask): Promise<Answer> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(url, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  });
  return { status: answer.status, body: await answer.text() };
}
