import { z } from 'zod';
import { toZonedIso } from '@causeway/core';
import type { Property } from '../metadata/property.ts';

/** A record as HubSpot answers it: every value a text, or none. */
export const recordShape = z.looseObject({ id: z.string(), properties: z.record(z.string(), z.string().nullish()) });
export type HubSpotRecord = z.output<typeof recordShape>;

/** A value as what it is: numbers, truth values, days, and times with the offset of a zone. */
export function valueOf({ properties }: HubSpotRecord, property: Property | undefined, name: string, zone: string): unknown {
  const text = properties[name];
  if (text === undefined || text === null || text === '') return null;
  return (readers[property?.type ?? ''] ?? asText)(text, { name, zone });
}

interface Place {
  readonly name: string;
  readonly zone: string;
}

const asText = (text: string) => text;

const readers: Readonly<Record<string, (text: string, place: Place) => unknown>> = {
  // Ids are called numbers too, and some are longer than a number is exact.
  number: (text, { name }) => (name.endsWith('_id') || !Number.isFinite(Number(text)) ? text : Number(text)),
  bool: (text) => (text === 'true' ? true : text === 'false' ? false : text),
  date: (text) => (isMilliseconds(text) ? new Date(Number(text)).toISOString().slice(0, 10) : text.slice(0, 10)),
  datetime: (text, { zone }) => {
    const instant = instantOf(text);
    return instant === undefined ? text : toZonedIso(instant, zone);
  },
};

/** Milliseconds since 1970, from a time as HubSpot writes it. */
export function instantOf(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  const instant = isMilliseconds(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(instant) || Math.abs(instant) > 8.64e15 ? undefined : instant;
}

function isMilliseconds(text: string): boolean {
  return /^-?\d{8,16}$/.test(text);
}
