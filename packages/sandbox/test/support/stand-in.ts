import { json, type Route } from '../../src/wire/exchange.ts';
import { handlerFault } from '../../src/wire/exchange.ts';
import type { Service } from '../../src/wire/service.ts';

/** A small service with notes, for tests of the wire alone. */
export function standIn(name: Service['name'] = 'salesforce'): Service & { readonly notes: readonly string[] } {
  const state = { notes: [] as string[] };
  const routes: readonly Route[] = [
    { method: 'GET', path: '/notes/:id', handle: ({ params, query }) => json(200, { id: params['id'], q: query.get('q') }) },
    {
      method: 'GET',
      path: '/notes',
      handle: (exchange) => json(200, { notes: state.notes.slice(0, handlerFault(exchange, 'short-page')?.size) }),
    },
    {
      method: 'POST',
      path: '/notes',
      handle: ({ body }) => {
        state.notes.push(body.toString());
        return json(201, { count: state.notes.length });
      },
    },
    { method: 'GET', path: '/long', handle: () => json(200, { text: 'x'.repeat(10_000) }) },
    {
      method: 'GET',
      path: '/broken',
      handle: () => {
        throw new Error('at secret (file.ts:1:1)');
      },
    },
  ];
  return {
    name,
    routes,
    notFound: () => json(404, { code: 'NOT_FOUND' }),
    tooLarge: () => json(413, { code: 'TOO_LARGE' }),
    failed: () => json(500, { code: 'FAILED' }),
    methodNotAllowed: () => json(405, { code: 'METHOD_NOT_ALLOWED' }),
    finish: (_, reply) => ({ ...reply, headers: { ...reply.headers, 'x-finished': 'yes' } }),
    presets: { 'session-expired': () => json(401, { code: 'INVALID_SESSION_ID' }) },
    snapshot: () => [...state.notes],
    restore: (notes) => {
      state.notes = [...(notes as string[])];
    },
    get notes() {
      return state.notes;
    },
  };
}
