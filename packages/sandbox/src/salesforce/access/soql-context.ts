import type { Org } from '../org.ts';
import type { Row } from '../model.ts';
import type { SoqlContext, SoqlData, SoqlViewer } from '../soql/types.ts';
import { type Actor, visibleRow } from './actor.ts';
import { definitionRows } from './definition-rows.ts';

/** What a query of this user runs against. `deleted` adds the recycle bin (queryAll). */
export function soqlContext(org: Org, actor: Actor, apiVersion: string, deleted = false): SoqlContext {
  return { catalog: org.catalog, data: soqlData(org, actor, deleted), viewer: soqlViewer(org, actor), apiVersion };
}

function soqlData(org: Org, actor: Actor, deleted: boolean): SoqlData {
  const { store, catalog } = org;
  const seen = (name: string) => {
    const object = catalog.object(name)!;
    return (row: Row) => (deleted || row['IsDeleted'] !== true) && actor.records.sees(object, row);
  };
  return {
    rows: (name) => definitionRows(org, actor, name)?.rows ?? [...store.all(name)].filter(seen(name)),
    byId: (name, id) => {
      const defined = definitionRows(org, actor, name);
      if (defined) return defined.byId.get(id);
      return deleted ? store.get(name, id) : visibleRow(org, actor, catalog.object(name)!, id);
    },
    referencing: (name, field, id) => {
      const defined = definitionRows(org, actor, name);
      if (defined) return defined.rows.filter((row) => row[field] === id);
      return store.referencing(name, field, id).filter(seen(name));
    },
  };
}

function soqlViewer(org: Org, { user, permissions }: Actor): SoqlViewer {
  return {
    userId: String(user['Id']),
    timeZone: String(user['TimeZoneSidKey']),
    now: org.clock.now(),
    locale: String(user['LocaleSidKey']).replace('_', '-'),
    fiscalYearStartMonth: 1,
    currency: {
      own: String(user['DefaultCurrencyIsoCode']),
      corporate: 'EUR',
      rates: Object.fromEntries([...org.store.all('CurrencyType')].map((row) => [String(row['IsoCode']), Number(row['ConversionRate'])])),
    },
    canReadObject: (name) => {
      const object = org.catalog.object(name);
      return object !== undefined && permissions.allows(object, 'read');
    },
    canReadField: (name, fieldName) => {
      const object = org.catalog.object(name);
      const field = object?.field(fieldName);
      return object !== undefined && field !== undefined && permissions.reads(object, field);
    },
  };
}
