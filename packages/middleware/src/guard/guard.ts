import type { Middleware, ToolEntry } from '@causeway/core';
import { fingerprint } from './fingerprint.ts';
import { refusal } from '../refusal.ts';
import type { SurfaceLock } from './lock.ts';

export interface GuardOptions {
  readonly lock: SurfaceLock;
}

/** Hides and refuses every tool that is not exactly as it was locked: one that changed while the server runs, or was never looked at. */
export function guard({ lock }: GuardOptions): Middleware {
  const isLocked = (entry: ToolEntry) => lock.tools[entry.name]?.hash === fingerprint(entry);
  const run: Middleware = async (call, next) => {
    const { name, connector, tool } = call;
    if (connector === undefined || tool === undefined || isLocked({ name, connector, tool })) return next(call);
    throw refusal('permission_denied', 'This tool has changed since it was accepted, so it is not run.', {
      hint: 'Tell the person that the tools of this server must be reviewed.',
    });
  };
  return Object.assign(run, { filter: { key: () => lock.hash, allows: isLocked } });
}
