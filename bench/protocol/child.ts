import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves on a free loopback port, for the parent process. */
export function serveChild(listener: RequestListener): void {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1', () => reportUsage((server.address() as AddressInfo).port));
}

/** Tells the parent process where this one serves, what headers it wants and, when asked, what it used. */
export function reportUsage(port: number, headers: Readonly<Record<string, string>> = {}): void {
  process.send?.({ port, headers });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicros: user + system, rssMb: process.memoryUsage.rss() / 1024 / 1024 });
  });
  process.on('disconnect', () => process.exit());
}

/** How many tools this server offers. */
export const toolCount = Number(process.argv[2] ?? 20);

export async function readJson(request: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
