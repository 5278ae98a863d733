import { demo, type Sandbox } from '@causeway/sandbox';

export type Json = Readonly<Record<string, unknown>>;

/** What the sandbox itself says, asked over its wire without any of our code between. */
export interface Truth {
  /** Records of a SOQL query, without their attributes; parents as they are. */
  soql(query: string): Promise<readonly Json[]>;
  salesforce(path: string): Promise<Json>;
  hubspot(path: string, body?: unknown): Promise<Json>;
}

export function truthOf(sandbox: Sandbox): Truth {
  const headers = { authorization: `Bearer ${sandbox.salesforce.token()}` };
  const salesforce = async (path: string) => json(await fetch(`${sandbox.salesforce.url}/services/data/v67.0${path}`, { headers }));
  return {
    salesforce,
    async soql(query) {
      const { records } = (await salesforce(`/query?q=${encodeURIComponent(query)}`)) as { readonly records: readonly Json[] };
      return records.map(withoutAttributes);
    },
    async hubspot(path, body) {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const sent = { authorization: `Bearer ${demo.hubspot.accessToken}`, 'content-type': 'application/json' };
      return json(await fetch(`${sandbox.hubspot.url}${path}`, { ...init, headers: sent }));
    },
  };
}

async function json(response: Response): Promise<Json> {
  if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Json;
}

function withoutAttributes(record: Json): Json {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'attributes'));
}
