/** The system behind the stand-in: a web-standard handler, or the base URL of a sandbox. */
export type Upstream = string | ((request: Request) => Response | Promise<Response>);

export interface Forwarded {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'host',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'content-encoding',
]);

/** Lets the system serve a request. Addresses of the system in its answer become the stand-in's. */
export async function forward(upstream: Upstream, standInUrl: string, forwarded: Forwarded): Promise<Answer> {
  const base = typeof upstream === 'string' ? upstream.replace(/\/$/, '') : standInUrl;
  const { method, path, body } = forwarded;
  const request = new Request(base + path, {
    method,
    headers: Object.entries(forwarded.headers).filter(([name]) => !hopByHop.has(name) && name !== 'accept-encoding'),
    body: body.length === 0 || method === 'GET' || method === 'HEAD' ? null : new Uint8Array(body),
    redirect: 'manual',
  });
  const response = await (typeof upstream === 'string' ? fetch(request) : upstream(request));
  const moved = typeof upstream === 'string' ? (text: string) => text.replaceAll(new URL(base).origin, standInUrl) : (text: string) => text;
  const headers = [...response.headers].filter(([name]) => !hopByHop.has(name)).map(([name, value]) => [name, moved(value)] as const);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers, body: isText(response) ? Buffer.from(moved(bytes.toString('utf8'))) : bytes };
}

function isText(response: Response): boolean {
  return /^(text\/|application\/([\w.+-]+\+)?(json|xml))/i.test(response.headers.get('content-type') ?? '');
}
