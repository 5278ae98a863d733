import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers fixed JSON by path, and 404 for the rest. */
export async function serveJson(answers: Readonly<Record<string, unknown>>): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
