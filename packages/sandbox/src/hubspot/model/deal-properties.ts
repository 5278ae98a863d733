import type { PropertySeed } from './property.ts';
import { activityProperties } from './shared-properties.ts';

export const dealProperties: readonly PropertySeed[] = [
  { name: 'dealname', label: 'Deal name', kind: 'text' },
  { name: 'amount', label: 'Amount', kind: 'number' },
  { name: 'amount_in_home_currency', label: 'Amount in company currency', kind: 'formula' },
  { name: 'deal_currency_code', label: 'Currency', kind: 'select', options: ['EUR', 'USD', 'GBP'] },
  { name: 'closedate', label: 'Close date', kind: 'datetime' },
  { name: 'dealstage', label: 'Deal Stage', kind: 'radio', external: true, openOptions: true, group: 'deal_activity' },
  { name: 'pipeline', label: 'Pipeline', kind: 'select', external: true, group: 'deal_activity' },
  {
    name: 'dealtype',
    label: 'Deal type',
    kind: 'radio',
    options: [
      ['newbusiness', 'New Business'],
      ['existingbusiness', 'Existing Business'],
      ['renewal', 'Renewal'],
    ],
  },
  { name: 'description', label: 'Deal description', kind: 'area' },
  { name: 'hs_next_step', label: 'Next step', kind: 'text' },
  {
    name: 'hs_priority',
    label: 'Priority',
    kind: 'select',
    options: [
      ['low', 'Low'],
      ['medium', 'Medium'],
      ['high', 'High'],
    ],
  },
  { name: 'hs_deal_stage_probability', label: 'Deal probability', kind: 'number', readOnly: true },
  { name: 'hs_is_closed', label: 'Is deal closed', kind: 'bool', readOnly: true },
  { name: 'hs_is_closed_won', label: 'Is closed won', kind: 'bool', readOnly: true },
  { name: 'hs_forecast_amount', label: 'Forecast amount', kind: 'formula' },
  { name: 'closed_lost_reason', label: 'Closed lost reason', kind: 'area' },
  { name: 'closed_won_reason', label: 'Closed won reason', kind: 'area' },
  { name: 'num_associated_contacts', label: 'Number of associated contacts', kind: 'rollup' },
  ...activityProperties.map((seed) => ({ ...seed, group: 'deal_activity' })),
  { name: 'machine_line', label: 'Machine line', kind: 'text', custom: true },
  {
    name: 'lead_channel',
    label: 'Lead channel',
    kind: 'select',
    custom: true,
    options: ['web', 'trade-show', 'referral', 'partner', 'phone', 'campaign'],
  },
  { name: 'margin', label: 'Margin', kind: 'number', custom: true, sensitivity: 'sensitive' },
];
