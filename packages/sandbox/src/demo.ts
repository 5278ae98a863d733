import { demoHubSpot } from './hubspot/credentials.ts';
import { demoSalesforce } from './salesforce/options.ts';

/** Who can sign in to the demo org and portal. None of it is a secret. */
export const demo = { salesforce: demoSalesforce, hubspot: demoHubSpot } as const;
