import { cutCell, page, Secret, toCell, type Change, type RecordSet } from '@causeway/core';
import type { Mutant } from '../mutants.ts';
import type { Note, Parts } from '../notes-connector.ts';
import { withTool } from './alter.ts';

/** Changes the record set that the list answers. */
const lists = (listed: (set: RecordSet, notes: readonly Note[], limit: number) => object) => (parts: Parts) => ({
  listed: ((call, notes, limit) => listed(parts.listed(call, notes, limit), notes, limit)) as Parts['listed'],
});

const never = new AbortController().signal;

export const behaviourMutants: readonly Mutant[] = [
  {
    rule: 'answers',
    how: 'has rows that are shorter than its columns',
    change: lists((set) => ({ ...set, rows: set.rows.map((row) => row.slice(1)) })),
  },
  {
    rule: 'telling',
    how: 'shows numbers alone',
    change: () => ({
      listed: (call, notes, limit) => {
        const rows = notes.slice(0, limit).map(({ id, stars }) => [id, stars]);
        return page(call, { object: 'note', columns: ['id', 'stars'], rows });
      },
    }),
  },
  {
    rule: 'cells',
    how: 'puts a value beside the cells',
    change: lists((set, notes) => ({ ...set, mostStars: notes[0]?.stars })),
  },
  {
    rule: 'access',
    how: 'keeps quiet about a field',
    alter: withTool('find_notes', (find) => ({ ...find, access: () => [{ object: 'note', effect: 'read', fields: ['id', 'text'] }] })),
  },
  {
    rule: 'access-effect',
    how: 'creates and says that it updates',
    alter: withTool('create_note', (create) => ({ ...create, access: () => [{ object: 'note', effect: 'update', fields: '*' }] })),
  },
  { rule: 'trail', how: 'does not say where a column comes from', change: () => ({ told: ['id', 'text'] }) },
  {
    rule: 'reads-only',
    how: 'reads with a request that could write',
    change: () => ({ listing: (limit) => ({ method: 'POST', path: '/notes/search', body: { limit } }) }),
  },
  {
    rule: 'preview-reads',
    how: 'tries the write out to see what it would change',
    alter: withTool('create_note', (create) => ({
      ...create,
      async preview(input, call): Promise<readonly Change[]> {
        await create.run(input, call);
        return [{ object: 'note', field: 'text', after: 'it is there' }];
      },
    })),
  },
  { rule: 'requests', how: 'declares one request and sends two', alter: withTool('find_notes', (find) => ({ ...find, requests: 1 })) },
  {
    rule: 'sent-once',
    how: 'repeats what failed',
    change: ({ deliver }) => ({
      async deliver(call, sending) {
        const response = await deliver(call, sending);
        return response.status === 503 ? deliver(call, sending) : response;
      },
    }),
  },
  {
    rule: 'credential-used',
    how: 'signs in with a token of its own',
    change: () => ({ token: () => Promise.resolve(new Secret('tok-of-its-own')), refuses: () => false }),
  },
  {
    rule: 'refresh',
    how: 'gives up without asking for a fresh credential',
    change: () => ({ refuses: () => false }),
  },
  {
    rule: 'kept-write',
    how: 'fails after the write because it could not read it back',
    change: ({ send }) => ({ readBack: (call, id) => send(call, { method: 'GET', path: `/notes/${id}` }) as Promise<Note> }),
  },
  {
    rule: 'cancel',
    how: 'does not listen to the signal',
    change: ({ http }) => ({
      http: Object.assign(((call, request) => http({ signal: never, get: (key) => call.get(key) }, request)) as typeof http, {
        close: () => http.close(),
      }),
    }),
  },
  {
    rule: 'apart',
    how: 'keeps the first token for everybody',
    change: ({ token }) => {
      let first: Promise<Secret> | undefined;
      return { token: (call, rejected) => (rejected === undefined ? (first ??= token(call)) : token(call, rejected)) };
    },
  },
  {
    rule: 'page-rows',
    how: 'trusts the system to keep to the limit',
    change: ({ listed }) => ({ listed: (call, notes) => listed(call, notes, notes.length) }),
  },
  {
    rule: 'page-bytes',
    how: 'never ends a page',
    change: lists((set, notes, limit) => ({
      ...set,
      rows: notes.slice(0, limit).map(({ id, text, stars }) => [id, cutCell(toCell(text)).cell, stars]),
    })),
  },
  {
    rule: 'long-cells',
    how: 'shows a text of any length',
    change: lists((set, notes) => ({ ...set, rows: set.rows.map(([id, , stars], index) => [id, toCell(notes[index]?.text), stars]) })),
  },
  {
    rule: 'check',
    how: 'says that all is well without asking',
    alter: (connector) => ({ ...connector, check: () => Promise.resolve({}) }),
  },
  {
    rule: 'close-twice',
    how: 'cannot be closed again',
    alter: (connector) => {
      let closed = false;
      const close = async () => {
        if (closed) throw new Error('already closed');
        closed = true;
        await connector.close?.();
      };
      return { ...connector, close };
    },
  },
];
