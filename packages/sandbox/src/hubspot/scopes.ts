import type { ObjectType, ScopeFamily } from './model/object-type.ts';
import type { Sensitivity } from './model/property.ts';

export type Effect = 'read' | 'write';

/** Scopes of which one is enough. */
type AnyOf = readonly string[];

const objectScopes: Readonly<Record<ScopeFamily, Readonly<Record<Effect, AnyOf>>>> = {
  contacts: both('crm.objects.contacts'),
  companies: both('crm.objects.companies'),
  deals: both('crm.objects.deals'),
  custom: both('crm.objects.custom'),
  tickets: { read: ['tickets', 'crm.objects.tickets.read'], write: ['tickets', 'crm.objects.tickets.write'] },
  emails: { read: ['sales-email-read'], write: ['crm.objects.contacts.write'] },
};

function both(stem: string): Readonly<Record<Effect, AnyOf>> {
  return { read: [`${stem}.read`], write: [`${stem}.write`] };
}

/** Scopes for records of a type. */
export function recordScopes(type: ObjectType, effect: Effect): AnyOf {
  return objectScopes[type.scope][effect];
}

/** Scopes for definitions: properties, pipelines. Whoever may read records may read what they are made of. */
export function definitionScopes(type: ObjectType, effect: Effect): AnyOf {
  const own = `crm.schemas.${type.scope === 'emails' ? 'contacts' : type.scope}.${effect}`;
  return effect === 'read' ? [own, ...recordScopes(type, 'read')] : [own, ...(type.scope === 'tickets' ? ['tickets'] : [])];
}

/** Scopes for the values of sensitive properties; definitions need none (HubSpot's sensitive data guide). */
export function sensitiveScope(type: ObjectType, sensitivity: Sensitivity, effect: Effect): string | undefined {
  if (sensitivity === 'non_sensitive') return undefined;
  const [word, version] = sensitivity === 'sensitive' ? ['sensitive', ''] : ['highly_sensitive', '.v2'];
  if (type.scope === 'tickets') return `tickets.${word}${version}`;
  return `crm.objects.${type.scope === 'emails' ? 'contacts' : type.scope}.${word}.${effect}${version}`;
}

export const ownerScopes: AnyOf = ['crm.objects.owners.read'];
export const schemaScopes: Readonly<Record<Effect, AnyOf>> = {
  read: ['crm.schemas.custom.read', 'crm.objects.custom.read'],
  write: ['crm.schemas.custom.write'],
};

const stems = ['contacts', 'companies', 'deals', 'custom'] as const;

/** Every scope this portal knows. */
export const allScopes: readonly string[] = [
  'oauth',
  ...stems.flatMap((stem) => ['read', 'write'].flatMap((effect) => [`crm.objects.${stem}.${effect}`, `crm.schemas.${stem}.${effect}`])),
  ...stems.flatMap((stem) =>
    ['read', 'write'].flatMap((effect) => [`crm.objects.${stem}.sensitive.${effect}`, `crm.objects.${stem}.highly_sensitive.${effect}.v2`]),
  ),
  'tickets',
  'tickets.sensitive',
  'tickets.highly_sensitive.v2',
  'crm.objects.owners.read',
  'sales-email-read',
];

export const limitedScopes: readonly string[] = ['oauth', 'crm.objects.contacts.read', 'crm.objects.companies.read'];
