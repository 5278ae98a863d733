import type { Connection } from 'jsforce/lib/connection.js';
import type { OAuth2 } from 'jsforce/lib/oauth2.js';
import type { StreamPromise } from 'jsforce/lib/util/promise.js';

export type { Connection };
export type { Transport } from 'jsforce/lib/transport.js';
export type { HttpMethods, HttpRequest, HttpResponse } from 'jsforce/lib/types/common.js';

/** The parts of jsforce that are used. Its other API modules stay on disk. */
export interface Jsforce {
  readonly Connection: typeof Connection;
  readonly OAuth2: typeof OAuth2;
  readonly StreamPromise: typeof StreamPromise;
}

let loading: Promise<Jsforce> | undefined;

/** jsforce, read with the first request: a server that starts should not wait for it. */
export function loadJsforce(): Promise<Jsforce> {
  loading ??= Promise.all([
    import('jsforce/lib/connection.js'),
    import('jsforce/lib/oauth2.js'),
    import('jsforce/lib/util/promise.js'),
  ]).then(([{ Connection }, { OAuth2 }, { StreamPromise }]) => ({ Connection, OAuth2, StreamPromise }));
  return loading;
}
