import { z } from 'zod';

/** A type of records: one of HubSpot's own, or a custom one. */
export interface ObjectType {
  /** How tools and governance name it: `contacts`, `machine_service_plan`. */
  readonly name: string;
  /** How paths name it: a name of HubSpot's own, or a custom type's id, which never changes. */
  readonly path: string;
  /** `0-1`, `2-4242001`. */
  readonly id: string;
  /** For people. */
  readonly label: string;
  /** Other names that are understood. */
  readonly aliases: readonly string[];
  /** Properties shown when none are asked for. */
  readonly columns: readonly string[];
  /** Properties that a new record cannot do without. */
  readonly required: readonly string[];
  readonly custom: boolean;
  /** Scope with which its records and properties may be read. */
  readonly scope: string;
}

/** HubSpot's own demands on new records (object API guides). */
const required: Readonly<Record<string, readonly string[]>> = {
  deals: ['dealname', 'dealstage'],
  tickets: ['subject', 'hs_pipeline_stage'],
  tasks: ['hs_timestamp'],
  notes: ['hs_timestamp'],
  calls: ['hs_timestamp'],
  emails: ['hs_timestamp'],
  meetings: ['hs_timestamp'],
};

/** Activities go by the scope of contacts (scopes reference). */
const scopes: Readonly<Record<string, string>> = {
  companies: 'crm.objects.companies.read',
  deals: 'crm.objects.deals.read',
  tickets: 'tickets',
  emails: 'sales-email-read',
};

const own = (id: string, name: string, singular: string, label: string, columns: readonly string[]): ObjectType => ({
  name,
  path: name,
  id,
  label,
  aliases: [singular, id],
  columns,
  required: required[name] ?? [],
  custom: false,
  scope: scopes[name] ?? 'crm.objects.contacts.read',
});

const activity = ['hs_timestamp', 'hubspot_owner_id'];

/** HubSpot's own types, with the ids that its documentation gives them. */
export const ownTypes: readonly ObjectType[] = [
  own('0-1', 'contacts', 'contact', 'Contacts', [
    'firstname',
    'lastname',
    'email',
    'phone',
    'company',
    'lifecyclestage',
    'hubspot_owner_id',
  ]),
  own('0-2', 'companies', 'company', 'Companies', ['name', 'domain', 'industry', 'phone', 'city', 'hubspot_owner_id']),
  own('0-3', 'deals', 'deal', 'Deals', ['dealname', 'amount', 'dealstage', 'pipeline', 'closedate', 'hubspot_owner_id']),
  own('0-5', 'tickets', 'ticket', 'Tickets', [
    'subject',
    'hs_pipeline_stage',
    'hs_pipeline',
    'hs_ticket_priority',
    'createdate',
    'hubspot_owner_id',
  ]),
  own('0-27', 'tasks', 'task', 'Tasks', ['hs_task_subject', 'hs_task_status', ...activity]),
  own('0-46', 'notes', 'note', 'Notes', ['hs_note_body', ...activity]),
  own('0-47', 'meetings', 'meeting', 'Meetings', ['hs_meeting_title', 'hs_meeting_start_time', ...activity]),
  own('0-48', 'calls', 'call', 'Calls', ['hs_call_title', 'hs_call_direction', ...activity]),
  own('0-49', 'emails', 'email', 'Emails', ['hs_email_subject', 'hs_email_direction', ...activity]),
];

const labelShape = z.looseObject({ plural: z.string().nullish() });

/** Schemas of custom types as HubSpot answers them. */
export const schemasShape = z.looseObject({
  results: z.array(
    z.looseObject({
      name: z.string(),
      objectTypeId: z.string().regex(/^\d{1,6}-\d{1,19}$/),
      fullyQualifiedName: z.string().nullish(),
      labels: labelShape.nullish(),
      primaryDisplayProperty: z.string().nullish(),
      secondaryDisplayProperties: z.array(z.string()).nullish(),
      requiredProperties: z.array(z.string()).nullish(),
    }),
  ),
});

/** Custom types, from their schemas. */
export function customTypesOf({ results }: z.output<typeof schemasShape>): readonly ObjectType[] {
  return results.map(({ name, objectTypeId: id, fullyQualifiedName, labels, requiredProperties, ...display }) => {
    const required = requiredProperties ?? [];
    const columns = [display.primaryDisplayProperty, ...(display.secondaryDisplayProperties ?? []), ...required, 'hubspot_owner_id'];
    return {
      name,
      path: id,
      id,
      label: labels?.plural ?? name,
      aliases: [id, ...(fullyQualifiedName == null ? [] : [fullyQualifiedName])],
      columns: [...new Set(columns.filter((column) => column != null))],
      required,
      custom: true,
      scope: 'crm.objects.custom.read',
    };
  });
}

/** Whether a text can be the name of a type at all. Names that cannot never reach a path. */
export function isTypeName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(text);
}

export function findType(types: readonly ObjectType[], name: string): ObjectType | undefined {
  const sought = name.toLowerCase();
  return types.find((type) => type.name.toLowerCase() === sought || type.aliases.some((alias) => alias.toLowerCase() === sought));
}
