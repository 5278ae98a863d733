import type { PropertySeed } from './property.ts';

/** Properties that records of every type have. The two timestamps go by other names on some types. */
export const systemProperties: readonly PropertySeed[] = [
  { name: 'hs_object_id', label: 'Record ID', kind: 'number', readOnly: true },
  { name: 'hs_object_source', label: 'Record creation source', kind: 'text', readOnly: true, hidden: true },
  { name: 'hs_object_source_id', label: 'Record creation source ID', kind: 'text', readOnly: true, hidden: true },
  { name: 'hs_object_source_label', label: 'Record source', kind: 'text', readOnly: true },
  { name: 'hs_merged_object_ids', label: 'Merged record IDs', kind: 'checkbox', readOnly: true, hidden: true, external: true },
  { name: 'hs_created_by_user_id', label: 'Created by user ID', kind: 'number', readOnly: true },
  { name: 'hs_updated_by_user_id', label: 'Updated by user ID', kind: 'number', readOnly: true },
  { name: 'hubspot_owner_id', label: 'Owner', kind: 'select', external: true, referenced: 'OWNER' },
  { name: 'hubspot_owner_assigneddate', label: 'Owner assigned date', kind: 'datetime', readOnly: true },
  { name: 'hubspot_team_id', label: 'HubSpot team', kind: 'select', external: true, readOnly: true },
];

/** What contacts, companies, deals and tickets know of the activities around them. */
export const activityProperties: readonly PropertySeed[] = [
  { name: 'notes_last_contacted', label: 'Last contacted', kind: 'datetime', readOnly: true },
  { name: 'notes_last_updated', label: 'Last activity date', kind: 'datetime', readOnly: true },
  { name: 'notes_next_activity_date', label: 'Next activity date', kind: 'datetime', readOnly: true },
  { name: 'num_notes', label: 'Number of sales activities', kind: 'number', readOnly: true },
];

export const addressProperties: readonly PropertySeed[] = [
  { name: 'address', label: 'Street Address', kind: 'text' },
  { name: 'city', label: 'City', kind: 'text' },
  { name: 'state', label: 'State/Region', kind: 'text' },
  { name: 'zip', label: 'Postal Code', kind: 'text' },
  { name: 'country', label: 'Country/Region', kind: 'text' },
];
