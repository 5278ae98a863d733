import { ConnectorError } from './connector-error.ts';
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

/**
 * Does work with the credential of this call. When the work ends as `unauthenticated` and the credential can be refreshed, it is done
 * once more with a fresh one. Give it one request and not several: all of it is repeated.
 */
export async function withCredential<T, R>(credential: Credential<T>, call: CallContext, work: (value: T) => Promise<R>): Promise<R> {
  const value = await resolveCredential(credential, call);
  try {
    return await work(value);
  } catch (thrown) {
    if (typeof credential !== 'function' || !ConnectorError.is(thrown) || thrown.code !== 'unauthenticated') throw thrown;
  }
  return work(await resolveCredential(credential, call, value));
}
