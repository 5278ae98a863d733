import type { ApiVersion } from './endpoint.ts';

/** Where a family of endpoints lives in each generation of the API (HubSpot's date-based versioning guide). */
const roots = {
  /** v3 and dated. */
  objects: { legacy: ['/crm/v3/objects'], dated: '/crm/objects/{date}' },
  /** Links of one record: v4 and dated share it. */
  objectLinks: { legacy: ['/crm/v4/objects'], dated: '/crm/objects/{date}' },
  /** v3 alone: dated paths took over v4's form. */
  objectLinksV3: { legacy: ['/crm/v3/objects'] },
  associations: { legacy: ['/crm/v4/associations'], dated: '/crm/associations/{date}' },
  associationLabels: { legacy: ['/crm/v4/associations', '/crm/associations/v4'], dated: '/crm/associations/{date}' },
  associationsV3: { legacy: ['/crm/v3/associations'] },
  properties: { legacy: ['/crm/v3/properties'], dated: '/crm/properties/{date}' },
  pipelines: { legacy: ['/crm/v3/pipelines'], dated: '/crm/pipelines/{date}' },
  owners: { legacy: ['/crm/v3/owners'], dated: '/crm/owners/{date}' },
  schemas: { legacy: ['/crm-object-schemas/v3/schemas'], dated: '/crm-object-schemas/{date}/schemas' },
  account: { legacy: ['/account-info/v3'], dated: '/account-info/{date}' },
  /** v1 ends in February 2027; v3 and the dated form read alike. */
  oauth: { legacy: ['/oauth/v1', '/oauth/v3'], dated: '/oauth/{date}' },
  oauthV1: { legacy: ['/oauth/v1'] },
  /** What a private app's own token is good for (private apps guide). */
  privateApps: { legacy: ['/oauth/v2/private-apps'] },
  /** In the real world on app.hubspot.com. */
  consent: { legacy: ['/oauth'] },
} as const satisfies Record<string, { readonly legacy: readonly string[]; readonly dated?: string }>;

export type PathFamily = keyof typeof roots;

const dates = ['2026-03', '2026-09'] as const;

/** Every root of a family, with the version it speaks. */
export function rootsOf(family: PathFamily): readonly (readonly [root: string, version: ApiVersion])[] {
  const { legacy, dated }: { readonly legacy: readonly string[]; readonly dated?: string } = roots[family];
  return [
    ...legacy.map((root) => [root, 'legacy'] as const),
    ...(dated ? dates.map((date) => [dated.replace('{date}', date), date] as const) : []),
  ];
}
