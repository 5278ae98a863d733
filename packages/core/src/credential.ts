import type { CallContext } from './context.ts';

/**
 * A value for a service account, or a function for access per call. The function gets the value that the system has just
 * rejected, so that it can refresh it; a connector asks at most once more and then gives up.
 */
export type Credential<T> = T | ((call: CallContext, rejected?: T) => Promise<T>);

/** The credential for this call. */
export async function resolveCredential<T>(credential: Credential<T>, call: CallContext, rejected?: T): Promise<T> {
  if (typeof credential !== 'function') return credential;
  return (credential as (call: CallContext, rejected?: T) => Promise<T>)(call, rejected);
}
