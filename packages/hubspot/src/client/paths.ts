/** Revision of HubSpot's API: dated paths, or those of before. */
export const apiVersions = ['2026-03', '2026-09', 'legacy'] as const;
export type ApiVersion = (typeof apiVersions)[number];

/** Where a path of the typed client stands under dated revisions (HubSpot changelog, "date-based versioning"). The first match counts. */
const moves: readonly (readonly [RegExp, (date: string) => string])[] = [
  [/^\/crm\/v[34]\/objects\//, (date) => `/crm/objects/${date}/`],
  [/^\/crm\/v4\/associations\//, (date) => `/crm/associations/${date}/`],
  [/^\/crm\/v3\/properties\//, (date) => `/crm/properties/${date}/`],
  [/^\/crm\/v3\/pipelines\//, (date) => `/crm/pipelines/${date}/`],
  [/^\/crm\/v3\/owners(?=\/|\?|$)/, (date) => `/crm/owners/${date}`],
  [/^\/crm-object-schemas\/v3\//, (date) => `/crm-object-schemas/${date}/`],
  [/^\/account-info\/v3\//, (date) => `/account-info/${date}/`],
  // OAuth was dated once, with 2026-03.
  [/^\/oauth\/v1\/token(?=\/|\?|$)/, () => '/oauth/2026-03/token'],
];

/** A path as this revision of the API knows it, query included. The only place that knows where things moved. */
export function versionedPath(path: string, version: ApiVersion): string {
  if (version === 'legacy') return path;
  for (const [pattern, target] of moves) if (pattern.test(path)) return path.replace(pattern, target(version));
  return path;
}
