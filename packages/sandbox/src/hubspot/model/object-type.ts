import { portalId } from './portal-facts.ts';

/** One kind of record, as data: the differences between contacts, deals, notes and custom objects. */
export interface ObjectType {
  /** `0-1`; custom objects have `2-` and a number. */
  readonly id: string;
  /** Singular, `contact`; used in association names and messages. */
  readonly name: string;
  /** As in paths, `contacts`. */
  readonly plural: string;
  /** `CONTACT`; of custom objects `p4242001_machine_service_plan`. */
  readonly fullyQualifiedName: string;
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly description: string;
  readonly metaType: 'HUBSPOT' | 'PORTAL_SPECIFIC';
  /** Names of the system properties that say when a record was created and last changed. */
  readonly created: 'createdate' | 'hs_createdate';
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
  /** Returned when a read names no properties, next to the system properties. */
  readonly defaults: readonly string[];
  /** Where the `query` of a search looks. */
  readonly searchable: readonly string[];
  /** Must be set on create in every API version. */
  readonly required: readonly string[];
  /** At least one must be set on create. */
  readonly requiredOneOf: readonly string[];
  readonly primaryDisplay: string;
  readonly secondaryDisplay: readonly string[];
  /** Property groups, the default one first: name and label. */
  readonly groups: readonly (readonly [name: string, label: string])[];
  /** Properties that hold pipeline and stage, when the type has pipelines. */
  readonly pipeline?: { readonly pipeline: string; readonly stage: string };
  /** Whose scopes guard it: `crm.objects.<scope>.read`. */
  readonly scope: ScopeFamily;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

export type ScopeFamily = 'contacts' | 'companies' | 'deals' | 'tickets' | 'custom' | 'emails';

const standard = {
  metaType: 'HUBSPOT',
  created: 'createdate',
  modified: 'hs_lastmodifieddate',
  required: [],
  requiredOneOf: [],
  secondaryDisplay: [],
  createdAt: '1970-01-01T00:00:00Z',
  updatedAt: '2025-03-05T18:12:37.434Z',
  archived: false,
} as const;

const engagement = {
  ...standard,
  created: 'hs_createdate',
  defaults: [],
  required: ['hs_timestamp'],
  scope: 'contacts',
} as const;

/** The object types every portal has (ids: HubSpot's `objectTypeId` list). */
export const standardTypes: readonly ObjectType[] = [
  {
    ...standard,
    id: '0-1',
    name: 'contact',
    plural: 'contacts',
    fullyQualifiedName: 'CONTACT',
    labels: { singular: 'Contact', plural: 'Contacts' },
    description: "Any person who interacts with a HubSpot user's business.",
    modified: 'lastmodifieddate',
    defaults: ['email', 'firstname', 'lastname'],
    searchable: ['firstname', 'lastname', 'email', 'phone', 'hs_additional_emails', 'fax', 'mobilephone', 'company'],
    requiredOneOf: ['email', 'firstname', 'lastname'],
    primaryDisplay: 'firstname',
    groups: [
      ['contactinformation', 'Contact information'],
      ['contact_activity', 'Contact activity'],
      ['sales_properties', 'Sales properties'],
      ['consent', 'Consent and privacy'],
    ],
    pipeline: { pipeline: 'hs_pipeline', stage: 'lifecyclestage' },
    scope: 'contacts',
  },
  {
    ...standard,
    id: '0-2',
    name: 'company',
    plural: 'companies',
    fullyQualifiedName: 'COMPANY',
    labels: { singular: 'Company', plural: 'Companies' },
    description: 'An organization that interacts with your business.',
    defaults: ['domain', 'name'],
    searchable: ['website', 'phone', 'name', 'domain'],
    requiredOneOf: ['name', 'domain'],
    primaryDisplay: 'name',
    secondaryDisplay: ['domain'],
    groups: [
      ['companyinformation', 'Company information'],
      ['company_activity', 'Company activity'],
    ],
    scope: 'companies',
  },
  {
    ...standard,
    id: '0-3',
    name: 'deal',
    plural: 'deals',
    fullyQualifiedName: 'DEAL',
    labels: { singular: 'Deal', plural: 'Deals' },
    description: 'An opportunity for revenue.',
    defaults: ['amount', 'closedate', 'dealname', 'dealstage', 'pipeline'],
    searchable: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
    primaryDisplay: 'dealname',
    groups: [
      ['dealinformation', 'Deal information'],
      ['deal_activity', 'Deal activity'],
    ],
    pipeline: { pipeline: 'pipeline', stage: 'dealstage' },
    scope: 'deals',
  },
  {
    ...standard,
    id: '0-5',
    name: 'ticket',
    plural: 'tickets',
    fullyQualifiedName: 'TICKET',
    labels: { singular: 'Ticket', plural: 'Tickets' },
    description: 'A customer request for help or support.',
    defaults: ['content', 'hs_pipeline', 'hs_pipeline_stage', 'hs_ticket_category', 'hs_ticket_priority', 'subject'],
    searchable: ['subject', 'content', 'hs_pipeline_stage', 'hs_ticket_category', 'hs_ticket_id'],
    required: ['subject', 'hs_pipeline_stage'],
    primaryDisplay: 'subject',
    groups: [
      ['ticketinformation', 'Ticket information'],
      ['ticket_activity', 'Ticket activity'],
    ],
    pipeline: { pipeline: 'hs_pipeline', stage: 'hs_pipeline_stage' },
    scope: 'tickets',
  },
  {
    ...engagement,
    id: '0-27',
    name: 'task',
    plural: 'tasks',
    fullyQualifiedName: 'TASK',
    labels: { singular: 'Task', plural: 'Tasks' },
    description: 'A to-do.',
    searchable: ['hs_task_body', 'hs_task_subject'],
    primaryDisplay: 'hs_task_subject',
    groups: [['task', 'Task']],
  },
  {
    ...engagement,
    id: '0-46',
    name: 'note',
    plural: 'notes',
    fullyQualifiedName: 'NOTE',
    labels: { singular: 'Note', plural: 'Notes' },
    description: 'A note on a record.',
    searchable: ['hs_note_body'],
    primaryDisplay: 'hs_note_body',
    groups: [['note', 'Note']],
  },
  {
    ...engagement,
    id: '0-47',
    name: 'meeting_event',
    plural: 'meetings',
    fullyQualifiedName: 'MEETING_EVENT',
    labels: { singular: 'Meeting', plural: 'Meetings' },
    description: 'A meeting.',
    searchable: ['hs_meeting_title', 'hs_meeting_body'],
    primaryDisplay: 'hs_meeting_title',
    groups: [['meeting', 'Meeting']],
  },
  {
    ...engagement,
    id: '0-48',
    name: 'call',
    plural: 'calls',
    fullyQualifiedName: 'CALL',
    labels: { singular: 'Call', plural: 'Calls' },
    description: 'A phone call.',
    searchable: ['hs_call_title', 'hs_call_body'],
    primaryDisplay: 'hs_call_title',
    groups: [['call', 'Call']],
  },
  {
    ...engagement,
    id: '0-49',
    name: 'email',
    plural: 'emails',
    fullyQualifiedName: 'EMAIL',
    labels: { singular: 'Email', plural: 'Emails' },
    description: 'A one-to-one e-mail.',
    searchable: ['hs_email_subject'],
    primaryDisplay: 'hs_email_subject',
    groups: [['email', 'Email']],
    scope: 'emails',
  },
];

/** The demo portal's custom object; its name holds underscores on purpose. */
export const machineServicePlan: ObjectType = {
  ...standard,
  id: `2-${portalId}`,
  name: 'machine_service_plan',
  plural: 'machine_service_plans',
  fullyQualifiedName: `p${portalId}_machine_service_plan`,
  labels: { singular: 'Machine service plan', plural: 'Machine service plans' },
  description: "A maintenance contract for one machine at a customer's plant.",
  metaType: 'PORTAL_SPECIFIC',
  created: 'hs_createdate',
  defaults: [],
  searchable: ['plan_name', 'serial_number'],
  required: ['plan_name'],
  primaryDisplay: 'plan_name',
  secondaryDisplay: ['serial_number'],
  groups: [['machine_service_plan_information', 'Machine service plan information']],
  scope: 'custom',
  createdAt: '2024-01-08T23:09:00.469Z',
  updatedAt: '2024-01-08T23:09:00.469Z',
};
