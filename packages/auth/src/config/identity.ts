import { z } from 'zod';

const names = z.array(z.string().min(1)).min(1);

/** How an identity provider is reached. */
export const networkShape = {
  origins: names.optional().describe('Further origins that it may use, where its keys are elsewhere'),
  allowPrivate: z.boolean().optional().describe('Lets it be on a private network'),
  proxy: z.url().optional().describe('HTTP proxy'),
};

const tenantSchema = z.union([
  z.strictObject({ claim: z.string().min(1).describe('Claim that names the tenant') }),
  z.strictObject({ value: z.string().min(1).describe('One tenant for all tokens') }),
]);

const grantsSchema = z
  .array(
    z.strictObject({
      roles: names.optional().describe('Any of these roles'),
      groups: names.optional().describe('Any of these groups'),
      whenScopes: names.optional().describe('Any of these scopes, as the provider names them'),
      scopes: names.describe('Scopes that it gives here'),
    }),
  )
  .optional()
  .describe('Scopes that roles, groups and scopes of the provider give');

/** Which claims say what. */
export const identitySchema = z
  .strictObject({
    profile: z.enum(['standard', 'keycloak', 'entra']).optional().describe('Whose claims; default: standard'),
    principal: names.optional().describe('Claims that name the person, first one wins; `a.b` looks into objects'),
    name: names.optional().describe('Claims with a name for people'),
    clientId: names.optional().describe('Claims that name the OAuth client'),
    scopes: names.optional().describe('Claims with scopes'),
    roles: names.optional().describe('Claims with roles'),
    groups: names.optional().describe('Claims with groups'),
    tenant: tenantSchema.optional().describe('Where the tenant comes from; default: there are no tenants'),
    tenants: names.optional().describe('The only tenants that are let in'),
    grants: grantsSchema,
  })
  .optional()
  .describe('Which claims say what');
