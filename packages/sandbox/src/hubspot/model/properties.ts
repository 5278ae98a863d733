import { companyProperties } from './company-properties.ts';
import { contactProperties } from './contact-properties.ts';
import { dealProperties } from './deal-properties.ts';
import { callProperties, emailProperties, meetingProperties, noteProperties, taskProperties } from './engagement-properties.ts';
import type { ObjectType } from './object-type.ts';
import { property, type Property, type PropertySeed } from './property.ts';
import { servicePlanProperties } from './service-plan-properties.ts';
import { systemProperties } from './shared-properties.ts';
import { ticketProperties } from './ticket-properties.ts';

const byType: Readonly<Record<string, readonly PropertySeed[]>> = {
  '0-1': contactProperties,
  '0-2': companyProperties,
  '0-3': dealProperties,
  '0-5': ticketProperties,
  '0-27': taskProperties,
  '0-46': noteProperties,
  '0-47': meetingProperties,
  '0-48': callProperties,
  '0-49': emailProperties,
};

/** The properties a type is born with, sorted by name as HubSpot lists them. */
export function propertiesOf(type: ObjectType): readonly Property[] {
  const own = byType[type.id] ?? (type.name === 'machine_service_plan' ? servicePlanProperties : []);
  const timestamps: readonly PropertySeed[] = [
    { name: type.created, label: 'Create date', kind: 'datetime', readOnly: true },
    { name: type.modified, label: 'Last modified date', kind: 'datetime', readOnly: true },
  ];
  const group = type.groups[0]?.[0] ?? '';
  return [...own, ...timestamps, ...systemProperties]
    .map((seed, index) => property(seed, group, index))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
