import type { CallContext } from '@causeway/core';
import { createExchange, type ExchangeOptions, type PortalAnswer } from './exchange.ts';
import { loadSdk, type Sdk } from './sdk.ts';
import type { Token } from './tokens.ts';

/** The typed client of one call, and what it drops. */
export interface Portal {
  /** Equal for the same credentials. */
  readonly key: string;
  readonly call: CallContext;
  readonly objects: InstanceType<Sdk['objects']['BasicApi']>;
  readonly batch: InstanceType<Sdk['objects']['BatchApi']>;
  readonly search: InstanceType<Sdk['objects']['SearchApi']>;
  readonly associations: InstanceType<Sdk['associations']['BasicApi']>;
  readonly associationBatch: InstanceType<Sdk['associations']['BatchApi']>;
  readonly associationLabels: InstanceType<Sdk['definitions']['DefinitionsApi']>;
  readonly pipelines: InstanceType<Sdk['pipelines']['PipelinesApi']>;
  readonly owners: InstanceType<Sdk['owners']['OwnersApi']>;
  readonly schemas: InstanceType<Sdk['schemas']['CoreApi']>;
  /** For the few endpoints that the typed client lacks, and for members that it drops. Legacy path, segments encoded. */
  request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  /** The same, with requests that end when another signal does: for work that several calls wait for. */
  during(signal: AbortSignal): Portal;
}

export async function openPortal(options: ExchangeOptions, token: Token, call: CallContext): Promise<Portal> {
  return portalOf(await loadSdk(), options, token, call, call.signal);
}

function portalOf(sdk: Sdk, options: ExchangeOptions, token: Token, call: CallContext, signal: AbortSignal): Portal {
  const exchange = createExchange(options, token, { signal, trail: call.trail, get: (slot) => call.get(slot) });
  const { BasicApi, BatchApi, SearchApi } = sdk.objects;
  // The generated modules are copies of one another; TypeScript takes their private members for different ones.
  const configuration = configure(sdk, options.baseUrl, exchange) as never;
  return {
    key: token.key,
    call,
    objects: new BasicApi(configuration),
    batch: new BatchApi(configuration),
    search: new SearchApi(configuration),
    associations: new sdk.associations.BasicApi(configuration),
    associationBatch: new sdk.associations.BatchApi(configuration),
    associationLabels: new sdk.definitions.DefinitionsApi(configuration),
    pipelines: new sdk.pipelines.PipelinesApi(configuration),
    owners: new sdk.owners.OwnersApi(configuration),
    schemas: new sdk.schemas.CoreApi(configuration),
    async request(method, path, body) {
      return (await exchange({ method, path, body: body === undefined ? undefined : JSON.stringify(body) })).value;
    },
    during: (other) => portalOf(sdk, options, token, call, other),
  };
}

function configure({ objects }: Sdk, baseUrl: string, exchange: ReturnType<typeof createExchange>) {
  const { createConfiguration, ResponseContext, ServerConfiguration, wrapHttpLibrary } = objects;
  const httpApi = wrapHttpLibrary({
    async send(request) {
      const body = request.getBody();
      const answer = await exchange({
        method: request.getHttpMethod(),
        path: request.getUrl().slice(baseUrl.length),
        body: typeof body === 'string' ? body : undefined,
      });
      return new ResponseContext(answer.status, { ...answer.headers }, bodyOf(answer));
    },
  });
  return createConfiguration({ baseServer: new ServerConfiguration(baseUrl, {}), httpApi });
}

function bodyOf({ text }: PortalAnswer) {
  return { text: () => Promise.resolve(text), binary: () => Promise.resolve(Buffer.from(text)) };
}
