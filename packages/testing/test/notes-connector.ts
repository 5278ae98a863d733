import {
  cleanText,
  ConnectorError,
  createHttp,
  isJson,
  page,
  record,
  recordOfSchema,
  recordSetSchema,
  tool,
  type CallContext,
  type Connector,
  type ErrorCode,
  type Http,
  type HttpResponse,
  type RecordSet,
  type Secret,
  type Tool,
} from '@causeway/core';
import { z } from 'zod';
import type { Environment } from '@causeway/testing';

/** What a request is for. */
export interface Sending {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly stars: number;
}

/** The parts of the connector that a mutant may replace. */
export interface Parts {
  readonly codes: Readonly<Record<number, ErrorCode>>;
  readonly http: Http;
  readonly token: (call: CallContext, rejected?: Secret) => Promise<Secret>;
  /** Whether an answer refuses the credential. */
  readonly refuses: (response: HttpResponse) => boolean;
  /** One request, as often as this connector sends it. */
  readonly deliver: (call: CallContext, sending: Sending) => Promise<HttpResponse>;
  readonly send: (call: CallContext, sending: Sending) => Promise<unknown>;
  readonly failure: (response: HttpResponse) => ConnectorError;
  readonly parse: (response: HttpResponse, sending: Sending) => unknown;
  /** The request that lists. */
  readonly listing: (limit: number) => Sending;
  /** Columns whose origin the trail is told. */
  readonly told: readonly string[];
  readonly listed: (call: CallContext, notes: readonly Note[], limit: number) => RecordSet;
  /** Reads a note back after it was made. */
  readonly readBack: (call: CallContext, id: string) => Promise<Partial<Note>>;
}

export function notesParts({ url, credential }: Environment): Parts {
  const parts: Parts = {
    codes: { 401: 'unauthenticated', 403: 'permission_denied', 404: 'not_found', 409: 'conflict', 429: 'rate_limited' },
    http: createHttp({ origins: [url], allowPrivate: true }),
    token: credential,
    refuses: ({ status }) => status === 401,
    async deliver(call, { method, path, body }) {
      let rejected: Secret | undefined;
      for (;;) {
        const token = await parts.token(call, rejected);
        const headers = { authorization: `Bearer ${token.reveal()}`, 'content-type': 'application/json' };
        const response = await parts.http(call, {
          method,
          url: url + path,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        if (!parts.refuses(response) || rejected !== undefined) return response;
        rejected = token;
      }
    },
    async send(call, sending) {
      const response = await parts.deliver(call, sending);
      if (response.status >= 300) throw parts.failure(response);
      return parts.parse(response, sending);
    },
    failure({ status, headers, body }) {
      const code = parts.codes[status] ?? 'unavailable';
      const seconds = Number(headers['retry-after'] ?? Number.NaN);
      const said = status === 401 ? '' : ` ${cleanText(body.toString('utf8').slice(0, 200))}`;
      return new ConnectorError(code, `The notes said ${status}.${said}`, Number.isNaN(seconds) ? {} : { retryAfterMs: seconds * 1_000 });
    },
    parse(response, { method }) {
      try {
        if (isJson(response)) return JSON.parse(response.body.toString('utf8'));
      } catch {
        // Told below.
      }
      throw new ConnectorError(method === 'GET' ? 'unavailable' : 'unknown_outcome', 'The notes answered something that is not JSON.');
    },
    told: ['id', 'text', 'stars'],
    listing: (limit) => ({ method: 'GET', path: `/notes?limit=${limit}` }),
    readBack: (call, id) => parts.send(call, { method: 'GET', path: `/notes/${id}` }).catch(() => ({})) as Promise<Partial<Note>>,
    listed: (call, notes, limit) =>
      page(call, {
        object: 'note',
        columns: ['id', 'text', 'stars'],
        rows: notes.slice(0, limit).map(({ id, text, stars }) => [id, text, stars]),
      }),
  };
  return parts;
}

/** A connector that keeps every rule; `change` breaks its parts. */
export function notesConnector(environment: Environment, change: (parts: Parts) => Partial<Parts> = () => ({})): Connector {
  const parts = notesParts(environment);
  Object.assign(parts, change({ ...parts }));
  return {
    spec: 1,
    kind: 'notes',
    name: 'notes',
    version: '1.0.0',
    title: 'Notes',
    instructions: 'Notes of the household, found by their text.',
    tools: [findNotes(parts), createNote(parts)],
    async check(call) {
      const me = (await parts.send(call, { method: 'GET', path: '/me' })) as { user: string };
      return { user: me.user };
    },
    close: () => parts.http.close(),
  };
}

function findNotes(parts: Parts): Tool {
  return tool({
    name: 'find_notes',
    title: 'Find notes',
    description: 'Lists notes, the newest first.',
    effect: 'read',
    requests: 2,
    input: z.strictObject({ limit: z.int().min(1).max(1_000).default(1_000).describe('Most rows') }),
    output: recordSetSchema,
    access: () => [{ object: 'note', effect: 'read', fields: ['id', 'text', 'stars'] }],
    async run({ limit }, call) {
      await parts.send(call, { method: 'GET', path: '/me' });
      const { notes } = (await parts.send(call, parts.listing(limit))) as { readonly notes: readonly Note[] };
      for (const field of parts.told) call.trail.column(field, { object: 'note', field });
      return parts.listed(call, notes, limit);
    },
  });
}

function createNote(parts: Parts): Tool {
  return tool({
    name: 'create_note',
    title: 'Create note',
    description: 'Writes a new note.',
    effect: 'create',
    requests: 2,
    input: z.strictObject({ text: z.string().describe('The text of the note') }),
    output: recordOfSchema,
    access: () => [{ object: 'note', effect: 'create', fields: ['text', 'author'] }],
    preview: ({ text }) => Promise.resolve([{ object: 'note', field: 'text', after: text }]),
    async run({ text }, call) {
      const { id } = (await parts.send(call, { method: 'POST', path: '/notes', body: { text } })) as { readonly id: string };
      const { author } = await parts.readBack(call, id);
      for (const field of ['text', 'author']) call.trail.column(field, { object: 'note', field });
      call.trail.touched('note', [id]);
      return record({ object: 'note', id, fields: { text, author } });
    },
  });
}
