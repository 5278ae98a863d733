interface Ticket {
  readonly id: string;
  readonly title: string;
  readonly status: 'open' | 'closed';
}

const tickets: readonly Ticket[] = [
  { id: '41', title: 'The printer on the second floor is out of paper', status: 'open' },
  { id: '40', title: 'Please unlock my account', status: 'closed' },
  { id: '39', title: 'A screen that flickers in the morning', status: 'open' },
];

/** The help desk itself, as far as the example needs it. */
export async function helpDeskService(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (!request.headers.get('authorization')?.startsWith('Bearer ')) return Response.json({ message: 'Please sign in.' }, { status: 401 });
  const [, ticket] = /^\/tickets\/(\d+)\/comments$/.exec(pathname) ?? [];
  if (request.method === 'POST' && tickets.some(({ id }) => id === ticket)) return Response.json({ id: 'c1' }, { status: 201 });
  if (request.method !== 'GET' || pathname !== '/tickets') return Response.json({ message: 'There is no such page.' }, { status: 404 });
  const status = searchParams.get('status');
  const matching = tickets.filter((one) => status === null || one.status === status);
  const offset = Number(searchParams.get('offset'));
  return Response.json({ tickets: matching.slice(offset, offset + Number(searchParams.get('limit'))), total: matching.length });
}
