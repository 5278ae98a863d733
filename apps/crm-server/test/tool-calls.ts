import type { Json, Truth } from './truth.ts';

/** The records of the demo story that calls are about. */
export interface Ids {
  readonly account: string;
  readonly contact: string;
  readonly case: string;
  readonly spareCase: string;
  readonly article: string;
  readonly articleTitle: string;
  readonly articleWord: string;
  readonly externalIdField: string;
  readonly hubspotContact: string;
  readonly company: string;
  readonly deal: string;
  readonly spareTicket: string;
  readonly otherTicket: string;
}

export interface Situation {
  readonly truth: Truth;
  readonly ids: Ids;
}

/** One call of a tool through the app. */
export interface ToolCall {
  args(situation: Situation): Json | Promise<Json>;
  /** What the answer must hold. */
  answers?(situation: Situation): Promise<Json>;
  /** What is in the system afterwards, and what must be. */
  did?(situation: Situation, answer: Json): Promise<readonly [unknown, unknown]>;
}

export async function idsOf(truth: Truth): Promise<Ids> {
  const first = async (query: string): Promise<Json> => (await truth.soql(`${query} LIMIT 1`))[0] ?? {};
  const text = (record: Json, field: string) => String(record[field]);
  const account = text(await first("SELECT Id FROM Account WHERE Name = 'Brightwater Dairy Ltd'"), 'Id');
  const cases = await truth.soql('SELECT Id FROM Case ORDER BY Id DESC LIMIT 2');
  const article = await first("SELECT Id, Title FROM Knowledge__kav WHERE PublishStatus = 'Online' AND Language = 'en_US'");
  const { fields } = (await truth.salesforce('/sobjects/UpsertTable__c/describe')) as {
    readonly fields: readonly { readonly name: string; readonly externalId: boolean }[];
  };
  const find = async (object: string, propertyName: string, operator: string, value: string): Promise<readonly string[]> => {
    const body = { filterGroups: [{ filters: [{ propertyName, operator, value }] }], limit: 5 };
    const { results } = (await truth.hubspot(`/crm/v3/objects/${object}/search`, body)) as {
      readonly results: readonly { readonly id: string }[];
    };
    return results.map(({ id }) => id);
  };
  const [hubspotContact = ''] = await find('contacts', 'email', 'EQ', 'claire.hughes@brightwaterdairy.example');
  const [company = ''] = await find('companies', 'name', 'EQ', 'Brightwater Dairy');
  const [deal = ''] = await find('deals', 'dealstage', 'EQ', 'presentationscheduled');
  const tickets = await find('tickets', 'hs_pipeline', 'EQ', '0');
  return {
    account,
    contact: text(await first(`SELECT Id FROM Contact WHERE AccountId = '${account}'`), 'Id'),
    case: text(cases[0] ?? {}, 'Id'),
    spareCase: text(cases[1] ?? {}, 'Id'),
    article: text(article, 'Id'),
    articleTitle: text(article, 'Title'),
    articleWord: text(article, 'Title')
      .split(/\W+/)
      .reduce((longest, word) => (word.length > longest.length ? word : longest), ''),
    externalIdField: fields.find(({ externalId }) => externalId)?.name ?? '',
    hubspotContact,
    company,
    deal,
    spareTicket: tickets.at(-1) ?? '',
    otherTicket: tickets.at(-2) ?? '',
  };
}
