interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS = { km: 6371.0088, mi: 3958.7613 } as const;

/** Great-circle distance from a location or address; null when it has no coordinates. */
export function distance(location: unknown, to: Point, unit: 'mi' | 'km'): number | null {
  if (!isPoint(location)) return null;
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
  const chord =
    half(to.latitude - location.latitude) + cosine(location.latitude) * cosine(to.latitude) * half(to.longitude - location.longitude);
  return 2 * EARTH_RADIUS[unit] * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function isPoint(value: unknown): value is Point {
  if (typeof value !== 'object' || value === null) return false;
  const { latitude, longitude } = value as Partial<Point>;
  return typeof latitude === 'number' && typeof longitude === 'number';
}
