import type { ConnectorKind } from '@causeway/core';
import { z } from 'zod';

/** One entry of `connectors`: the kind, and that kind's own options as they are written. */
export interface ConnectorConfig {
  readonly kind: string;
  readonly [option: string]: unknown;
}

export function connectorSchema(kinds: readonly ConnectorKind[]): z.ZodType<ConnectorConfig> {
  const entries = kinds.map(({ kind, title, options }) =>
    (options as unknown as z.ZodObject).extend({ kind: z.literal(kind).describe(title) }),
  );
  const [first, ...rest] = entries;
  if (first === undefined) throw new TypeError('An app needs at least one kind of connector.');
  return z.discriminatedUnion('kind', [first, ...rest]) as unknown as z.ZodType<ConnectorConfig>;
}
