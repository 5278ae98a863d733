import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../package.json') as { readonly version: string };

/** Of this package. Audit and caches tell connectors apart by it. */
export const { version } = manifest;
