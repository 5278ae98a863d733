import type { Reply } from '../../wire/exchange.ts';
import { soqlContext } from '../access/soql-context.ts';
import { parseDateTime } from '../datetime.ts';
import { makeId, normalizeId } from '../ids.ts';
import { refuse } from '../messages.ts';
import type { Field, ObjectType } from '../model.ts';
import { json } from '../replies.ts';
import { runSoql } from '../soql/engine.ts';
import { apiPath, type Call, objectInPath, type Resource } from './call.ts';

/** The lists that every object with an owner starts with: all records, and the user's own. */
export const listViewResources: readonly Resource[] = [
  { method: 'GET', path: '/sobjects/:type/listviews', handle: list },
  { method: 'GET', path: '/sobjects/:type/listviews/:id', handle: (call) => json(200, brief(call, viewInPath(call))) },
  { method: 'GET', path: '/sobjects/:type/listviews/:id/describe', handle: describe },
  { method: 'GET', path: '/sobjects/:type/listviews/:id/results', handle: results },
];

interface ListView {
  readonly id: string;
  readonly object: ObjectType;
  readonly developerName: string;
  readonly label: string;
  readonly mine: boolean;
}

function viewsOf({ org }: Call, object: ObjectType): readonly ListView[] {
  if (!object.listable || !object.field('OwnerId')) return [];
  const first = org.catalog.objects.indexOf(object) * 2 + 1;
  const plural = object.labelPlural;
  const views = [
    { name: 'All', mine: false },
    { name: 'My', mine: true },
  ];
  return views.map(({ name, mine }, index) => ({
    id: makeId('00B', first + index),
    object,
    developerName: `${name}${plural.replaceAll(/\W/g, '')}`,
    label: `${name} ${plural}`,
    mine,
  }));
}

function viewInPath(call: Call): ListView {
  const id = normalizeId(call.exchange.params['id'] ?? '');
  const view = viewsOf(call, objectInPath(call)).find((candidate) => candidate.id === id);
  if (!view) throw refuse('notFound');
  return view;
}

/** The statement behind a list view's id; undefined when there is no such view. */
export function listViewSoql(call: Call, id: string): string | undefined {
  const views = call.org.catalog.objects.flatMap((object) => viewsOf(call, object));
  const view = views.find((candidate) => candidate.id === normalizeId(id));
  return view && soql(call, view);
}

/** Visible columns of objects, beside the name. */
const columnPaths: Readonly<Record<string, readonly string[]>> = {
  Account: ['Site', 'BillingState', 'Phone', 'Type'],
  Contact: ['Title', 'Phone', 'Email'],
  Opportunity: ['Amount', 'CloseDate', 'StageName'],
  Case: ['Subject', 'Status', 'Priority'],
  Lead: ['Company', 'Phone', 'Status'],
};
const hiddenPaths = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

interface Column {
  readonly path: string;
  readonly label: string;
  readonly field: Field;
  readonly hidden: boolean;
}

function columnsOf({ actor, org }: Call, { object }: ListView): readonly Column[] {
  const name = object.fields.find((field) => field.nameField)?.name ?? 'Id';
  const own = [name, ...(columnPaths[object.name] ?? [])].flatMap((path) => toColumn(path, false));
  const alias = org.catalog.object('User')!.field('Alias')!;
  const owner: Column = { path: 'Owner.Alias', label: `${object.label} Owner Alias`, field: alias, hidden: false };
  return [...own, owner, ...hiddenPaths.flatMap((path) => toColumn(path, true))];

  function toColumn(path: string, hidden: boolean): readonly Column[] {
    const field = actor.permissions.field(object, path);
    return field ? [{ path, label: field.label, field, hidden }] : [];
  }
}

const sortLabels: Readonly<Record<string, readonly [ascending: string, descending: string]>> = {
  picklist: ['Low to High', 'High to Low'],
  currency: ['Low to High', 'High to Low'],
  date: ['Old to New', 'New to Old'],
};

function describeColumn({ path, label, field, hidden }: Column, index: number): object {
  const [ascendingLabel, descendingLabel] = hidden ? [null, null] : (sortLabels[field.type] ?? ['Z-A', 'A-Z']);
  return {
    ascendingLabel,
    descendingLabel,
    fieldNameOrPath: path,
    hidden,
    label,
    selectListItem: field.type === 'picklist' ? `toLabel(${path})` : path,
    sortDirection: index === 0 ? 'ascending' : null,
    sortIndex: index === 0 ? 0 : null,
    sortable: !hidden,
    type: field.type,
  };
}

function soql(call: Call, view: ListView): string {
  const columns = columnsOf(call, view);
  const filter = view.mine ? ` WHERE OwnerId = '${call.actor.id}'` : '';
  return `SELECT ${columns.map((column) => column.path).join(', ')} FROM ${view.object.name}${filter} ORDER BY ${columns[0]!.path} ASC NULLS FIRST, Id ASC NULLS FIRST`;
}

function brief(call: Call, { id, object, developerName, label }: ListView): object {
  const url = apiPath(call, `/sobjects/${object.name}/listviews/${id}`);
  return { describeUrl: `${url}/describe`, developerName, id, label, resultsUrl: `${url}/results`, soqlCompatible: true, url };
}

function list(call: Call): Reply {
  const object = objectInPath(call);
  const views = viewsOf(call, object).map((view) => brief(call, view));
  return json(200, { done: true, listviews: views, nextRecordsUrl: null, size: views.length, sobjectType: object.name });
}

function describe(call: Call): Reply {
  const view = viewInPath(call);
  const columns = columnsOf(call, view);
  return json(200, {
    columns: columns.map(describeColumn),
    id: view.id,
    orderBy: [
      { fieldNameOrPath: columns[0]!.path, nullsPosition: 'first', sortDirection: 'ascending' },
      { fieldNameOrPath: 'Id', nullsPosition: 'first', sortDirection: 'ascending' },
    ],
    query: soql(call, view),
    scope: view.mine ? 'mine' : 'everything',
    sobjectType: view.object.name,
    whereCondition: { conditionType: 'all', conditions: [] },
  });
}

const shown = 25;

function results(call: Call): Reply {
  const view = viewInPath(call);
  const columns = columnsOf(call, view);
  const limit = Math.min(Number(call.exchange.query.get('limit') ?? shown) || shown, 2000);
  const result = runSoql(soql(call, view), soqlContext(call.org, call.actor, call.version));
  const records = result.records(0, Math.min(limit, result.totalSize)).map((record) => ({
    columns: columns.map((column) => ({ fieldNameOrPath: column.path, value: cell(valueAt(record, column.path), column.field) })),
  }));
  const { id, developerName, label } = view;
  return json(200, { columns: columns.map(describeColumn), developerName, done: true, id, label, records, size: records.length });
}

function valueAt(record: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, step) => (found as Readonly<Record<string, unknown>> | null)?.[step] ?? null, record);
}

/** Cells are text; instants are written as Java writes them. */
function cell(value: unknown, field: Field): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
  if (field.type !== 'datetime') return String(value);
  const [weekday, day, month, year, time] = new Date(parseDateTime(String(value))).toUTCString().replace(',', '').split(' ');
  return `${weekday} ${month} ${day} ${time} GMT ${year}`;
}
