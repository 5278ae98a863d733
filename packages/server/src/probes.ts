import type { Toolkit } from '@causeway/core';

/** How long the answers of the systems are good, so that a prober cannot spend their quota. */
const readyMs = 10_000;
/** How long a system may take to answer before it counts as down. */
const patienceMs = 5_000;

type Probe = (request: Request) => Response | Promise<Response>;

/** `/healthz`: the process lives. `/readyz`: which systems can be used; 503 only when none can. */
export function probes(toolkit: Toolkit): Readonly<Record<string, Probe>> {
  let last: { readonly at: number; readonly answer: Promise<readonly [number, unknown]> } | undefined;
  const ready = async (): Promise<readonly [number, unknown]> => {
    const results = await toolkit.check({ signal: AbortSignal.timeout(patienceMs) });
    const systems = Object.fromEntries(results.map((result) => [result.connector.name, result.ok ? 'ok' : result.error.code]));
    return [results.some(({ ok }) => ok) ? 200 : 503, { systems }];
  };
  return {
    '/healthz': () => Response.json({ status: 'ok' }),
    '/readyz': async () => {
      if (last === undefined || Date.now() - last.at > readyMs) last = { at: Date.now(), answer: ready() };
      const [status, body] = await last.answer;
      return Response.json(body, { status });
    },
  };
}
