import type { Clients } from '../clients.ts';
import type { Answer } from '../row.ts';

export function query(clients: Clients, soql: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return clients.salesforce(`~/query?q=${encodeURIComponent(soql)}`, { headers });
}

/** The id of the first record a query finds. */
export async function firstId(clients: Clients, soql: string): Promise<string> {
  const { records } = JSON.parse((await query(clients, soql)).body) as { readonly records: readonly { readonly Id: string }[] };
  return records[0]?.Id ?? 'none';
}
