import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Serves a web-standard handler on loopback. */
export async function serve(handler: (request: Request) => Promise<Response>): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const { method = 'GET', headers } = incoming;
      const body = method === 'GET' ? null : await text(incoming);
      const init = { method, body, headers: headers as Record<string, string> };
      const response = await handler(new Request(`http://${headers.host ?? ''}${incoming.url ?? ''}`, init));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
