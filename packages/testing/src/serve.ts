import { startStandIn } from './stand-in/stand-in.ts';
import type { Upstream } from './stand-in/upstream.ts';

/** Serves a handler on loopback, for tests that need a URL. */
export async function serve(handler: Exclude<Upstream, string>): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const { url, close } = await startStandIn({
    upstream: handler,
    signIn: [],
    reads: [],
    translate: (text) => text,
    mostRequests: Infinity,
  });
  return { url, close };
}
