/** The generated parts of the vendor's client that are used: they take a transport, and stay clear of its process-global state. */
const load = () =>
  Promise.all([
    import('@hubspot/api-client/lib/codegen/crm/objects/index.js'),
    import('@hubspot/api-client/lib/codegen/crm/associations/v4/index.js'),
    import('@hubspot/api-client/lib/codegen/crm/associations/v4/schema/index.js'),
    import('@hubspot/api-client/lib/codegen/crm/pipelines/index.js'),
    import('@hubspot/api-client/lib/codegen/crm/owners/index.js'),
    import('@hubspot/api-client/lib/codegen/crm/schemas/index.js'),
  ]).then(([objects, associations, definitions, pipelines, owners, schemas]) => ({
    objects,
    associations,
    definitions,
    pipelines,
    owners,
    schemas,
  }));

let loaded: ReturnType<typeof load> | undefined;

/** Loaded with the first call: it takes longer than everything else at start. */
export function loadSdk(): ReturnType<typeof load> {
  return (loaded ??= load());
}

export type Sdk = Awaited<ReturnType<typeof load>>;
