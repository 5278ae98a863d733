import { Secret } from '@causeway/core';
import { z } from 'zod';

/** A text that is kept from logs as soon as it is parsed. In a file it stands as `${NAME}`. */
export function secret(description: string, minLength = 1) {
  return z
    .string()
    .min(minLength)
    .meta({ secret: true })
    .describe(description)
    .transform((text) => new Secret(text));
}
