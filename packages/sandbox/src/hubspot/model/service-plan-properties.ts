import type { PropertySeed } from './property.ts';

export const servicePlanProperties: readonly PropertySeed[] = (
  [
    { name: 'plan_name', label: 'Plan name', kind: 'text' },
    { name: 'serial_number', label: 'Serial number', kind: 'text', unique: true },
    { name: 'machine', label: 'Machine', kind: 'text' },
    { name: 'level', label: 'Level', kind: 'select', options: ['basic', 'plus', 'premium'] },
    { name: 'plan_status', label: 'Status', kind: 'select', options: ['active', 'expiring', 'expired'] },
    { name: 'yearly_fee', label: 'Yearly fee', kind: 'number' },
    { name: 'fee_currency', label: 'Currency', kind: 'select', options: ['EUR', 'USD', 'GBP'] },
    { name: 'start_date', label: 'Start date', kind: 'date' },
    { name: 'end_date', label: 'End date', kind: 'date' },
  ] satisfies readonly PropertySeed[]
).map((seed) => ({ ...seed, custom: true }));
