import type { Reply } from '../../wire/exchange.ts';
import { json } from '../replies.ts';
import { masterRecordType } from '../schema/describe.ts';
import { makeId } from '../ids.ts';
import { refuse } from '../messages.ts';
import type { Field, ObjectType } from '../model.ts';
import { apiPath, type Call, objectInPath, type Resource } from './call.ts';
import { readableFields } from './render.ts';

/** How a page of a record is laid out: one section with every field, as in an org where nobody arranged anything. */
export const layoutResources: readonly Resource[] = [
  { method: 'GET', path: '/sobjects/:type/describe/layouts', handle: layouts },
  { method: 'GET', path: '/sobjects/:type/describe/layouts/:id', handle: layouts },
  { method: 'GET', path: '/sobjects/:type/describe/namedLayouts/:name', handle: layouts },
  { method: 'GET', path: '/sobjects/:type/describe/compactLayouts', handle: compactLayouts },
  { method: 'GET', path: '/sobjects/:type/describe/approvalLayouts', handle: approvalLayouts },
  { method: 'GET', path: '/sobjects/:type/quickActions', handle: noQuickActions },
  { method: 'GET', path: '/quickActions', handle: () => json(200, []) },
  { method: 'GET', path: '/tabs', handle: tabs },
  { method: 'GET', path: '/theme', handle: theme },
];

function item(field: Field, editable: boolean): object {
  return {
    editableForNew: editable && field.createable,
    editableForUpdate: editable && field.updateable,
    label: field.label,
    layoutComponents: [{ details: field, displayLines: 1, tabOrder: 0, type: 'Field', value: field.name }],
    placeholder: false,
    required: !field.nillable && field.createable && field.type !== 'boolean',
  };
}

function section(object: ObjectType, fields: readonly Field[], editable: boolean): object {
  return {
    collapsed: false,
    columns: 1,
    heading: `${object.label} Information`,
    layoutRows: fields.map((field) => ({ layoutItems: [item(field, editable)], numItems: 1 })),
    parentLayoutId: null,
    rows: fields.length,
    tabOrder: 'LeftToRight',
    useCollapsibleSection: false,
    useHeading: true,
  };
}

function layouts(call: Call): Reply {
  const object = objectInPath(call);
  if (!object.layoutable) throw refuse('notFound');
  const fields = readableFields(call.actor, object);
  const id = makeId('00h', call.org.catalog.objects.indexOf(object) + 1);
  const layout = {
    buttonLayoutSection: { detailButtons: [] },
    detailLayoutSections: [section(object, fields, false)],
    editLayoutSections: [section(object, fields, true)],
    feedView: null,
    highlightsPanelLayoutSection: null,
    id,
    multirowEditLayoutSections: [],
    offlineLinks: [],
    quickActionList: { quickActionListItems: [] },
    relatedContent: null,
    relatedLists: [],
    saveOptions: [],
  };
  const mapping = {
    active: true,
    available: true,
    defaultRecordTypeMapping: true,
    developerName: 'Master',
    layoutId: id,
    master: true,
    name: 'Master',
  };
  const urls = { layout: apiPath(call, `/sobjects/${object.name}/describe/layouts/${masterRecordType}`) };
  return json(200, {
    layouts: [layout],
    recordTypeMappings: [{ ...mapping, picklistsForRecordType: [], recordTypeId: masterRecordType, urls }],
    recordTypeSelectorRequired: [false],
  });
}

function compactLayouts(call: Call): Reply {
  const object = objectInPath(call);
  const fields = readableFields(call.actor, object).filter((field) => field.nameField);
  const layout = {
    actions: [],
    fieldItems: fields.map((field) => item(field, false)),
    id: null,
    imageItems: [],
    label: 'System Default',
    name: 'SYSTEM',
    objectType: object.name,
  };
  const mapping = {
    available: true,
    compactLayoutId: null,
    compactLayoutName: 'SYSTEM',
    recordTypeId: masterRecordType,
    recordTypeName: 'Master',
  };
  return json(200, { compactLayouts: [layout], defaultCompactLayoutId: null, recordTypeCompactLayoutMappings: [mapping] });
}

function approvalLayouts(call: Call): Reply {
  objectInPath(call);
  return json(200, { approvalLayouts: [] });
}

function noQuickActions(call: Call): Reply {
  objectInPath(call);
  return json(200, []);
}

function tabs(call: Call): Reply {
  const { org, actor } = call;
  const objects = org.catalog.objects.filter((object) => object.listable && actor.permissions.allows(object, 'read'));
  const tab = (object: ObjectType) => ({
    colors: [],
    custom: object.custom,
    iconUrl: `${org.baseUrl()}/img/icon/${object.name.toLowerCase()}32.png`,
    icons: [],
    label: object.labelPlural,
    miniIconUrl: `${org.baseUrl()}/img/icon/${object.name.toLowerCase()}16.png`,
    name: `standard-${object.name}`,
    sobjectName: object.name,
    url: `${org.baseUrl()}/${object.keyPrefix}/o`,
  });
  return json(200, objects.map(tab));
}

function theme({ org, actor }: Call): Reply {
  const objects = org.catalog.objects.filter((object) => object.listable && actor.permissions.allows(object, 'read'));
  return json(200, { themeItems: objects.map((object) => ({ colors: null, icons: null, name: object.name })) });
}
