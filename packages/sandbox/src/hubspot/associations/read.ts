import { handlerFault, type Reply } from '../../wire/exchange.ts';
import { ok } from '../answers.ts';
import type { Call, Endpoint } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import { recordAccess } from '../objects/access.ts';
import { named } from '../objects/find.ts';
import { nextPage, pageSize } from '../page.ts';
import type { Link } from '../store/links.ts';
import { linkNames, linkView } from './link-view.ts';

const largestPage = 500;

/** Links of one record, 500 to a page. */
export const linkListEndpoints: readonly Endpoint[] = [
  {
    family: 'objectLinks',
    method: 'GET',
    path: '/:objectType/:objectId/associations/:toObjectType',
    access: recordAccess('read', 'objectType', 'toObjectType'),
    handle: (call) => list(call, (from, to) => (link) => [linkView(call.portal, from, to, link)]),
  },
  {
    family: 'objectLinksV3',
    method: 'GET',
    path: '/:objectType/:objectId/associations/:toObjectType',
    access: recordAccess('read', 'objectType', 'toObjectType'),
    handle: (call) => list(call, (from, to) => (link) => linkNames(call.portal, from, to, link).map((type) => ({ id: link.to, type }))),
  },
];

function list(call: Call, show: (from: ObjectType, to: ObjectType) => (link: Link) => readonly unknown[]): Reply {
  const [from, to] = [call.type(), call.type('toObjectType')];
  const record = named(call, from);
  const limit = pageSize(call.exchange.query.get('limit'), { fallback: largestPage, most: largestPage });
  const { links, next } = slice(
    call,
    call.portal.links.of(from.id, record.id, to.id),
    limit,
    call.exchange.query.get('after') ?? undefined,
  );
  return ok({ results: links.flatMap(show(from, to)), ...(next === undefined ? {} : { paging: nextPage(call, next) }) });
}

/** A page of links after a cursor, and the cursor of the next. The cursor is opaque: the last id, base64url. */
export function slice(
  call: Pick<Call, 'exchange'>,
  all: readonly Link[],
  limit: number,
  after: string | undefined,
): { readonly links: readonly Link[]; readonly next: string | undefined } {
  const seen = after ? Number(Buffer.from(after, 'base64url').toString('utf8')) : 0;
  if (Number.isNaN(seen)) throw invalid(`after is not a valid paging cursor: ${after}`);
  const rest = all.filter(({ to }) => Number(to) > seen);
  const size = Math.min(limit, handlerFault(call.exchange, 'short-page')?.size ?? limit);
  const last = rest[size - 1];
  return { links: rest.slice(0, size), next: rest.length > size && last ? Buffer.from(last.to).toString('base64url') : undefined };
}
