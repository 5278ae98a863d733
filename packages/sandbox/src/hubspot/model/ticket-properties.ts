import type { PropertySeed } from './property.ts';
import { activityProperties } from './shared-properties.ts';

export const ticketProperties: readonly PropertySeed[] = [
  { name: 'subject', label: 'Ticket name', kind: 'text' },
  { name: 'content', label: 'Ticket description', kind: 'area' },
  { name: 'hs_ticket_id', label: 'Ticket ID', kind: 'number', readOnly: true },
  { name: 'hs_pipeline', label: 'Pipeline', kind: 'select', external: true },
  { name: 'hs_pipeline_stage', label: 'Ticket status', kind: 'radio', external: true },
  {
    name: 'hs_ticket_priority',
    label: 'Priority',
    kind: 'select',
    options: [
      ['LOW', 'Low'],
      ['MEDIUM', 'Medium'],
      ['HIGH', 'High'],
      ['URGENT', 'Urgent'],
    ],
  },
  {
    name: 'hs_ticket_category',
    label: 'Category',
    kind: 'checkbox',
    options: [
      ['PRODUCT_ISSUE', 'Product issue'],
      ['BILLING_ISSUE', 'Billing issue'],
      ['FEATURE_REQUEST', 'Feature request'],
      ['GENERAL_INQUIRY', 'General inquiry'],
      ['SPARE_PARTS', 'Spare parts'],
      ['TRAINING', 'Training'],
    ],
  },
  { name: 'source_type', label: 'Source', kind: 'radio', options: ['EMAIL', 'PHONE', 'FORM', 'CHAT'] },
  { name: 'closed_date', label: 'Close date', kind: 'datetime' },
  { name: 'hs_resolution', label: 'Resolution', kind: 'select', options: ['ISSUE_FIXED', 'FEEDBACK_RECORDED', 'NOT_AN_ISSUE'] },
  { name: 'last_reply_date', label: 'Last customer reply date', kind: 'datetime', readOnly: true },
  ...activityProperties.map((seed) => ({ ...seed, group: 'ticket_activity' })),
  { name: 'machine_serial_number', label: 'Machine serial number', kind: 'text', custom: true },
  { name: 'internal_notes', label: 'Internal notes', kind: 'area', custom: true },
];
