import type { Row } from '../row.ts';
import { hubspotRows } from './hubspot.ts';
import { ampLabsRows } from './salesforce-amp-labs.ts';
import { describeRows } from './salesforce-describe.ts';
import { queryRows } from './salesforce-queries.ts';
import { recordRows } from './salesforce-records.ts';
import { signInRows } from './salesforce-sign-in.ts';

export const rows: readonly Row[] = [...signInRows, ...queryRows, ...recordRows, ...describeRows, ...ampLabsRows, ...hubspotRows];
