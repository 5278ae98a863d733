import { ConnectorError } from '@causeway/core';

/** A path below the server's root, with every segment encoded. Throws `invalid_input` for one that would change the path's shape. */
export function path(segments: readonly string[], query: Readonly<Record<string, string>> = {}): string {
  for (const segment of segments) {
    if (segment === '' || segment === '.' || segment === '..')
      throw new ConnectorError('invalid_input', `"${segment}" cannot be part of an address.`);
  }
  const search = new URLSearchParams(query).toString();
  return `/${segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/')}${search === '' ? '' : `?${search}`}`;
}
