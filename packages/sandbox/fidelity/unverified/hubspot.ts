import type { Claim } from './claim.ts';

const claims: readonly (readonly [what: string, basis: string])[] = [
  ['a list limit above 100 is refused with 400', 'general knowledge'],
  ['an empty string clears a property; null does the same', 'general knowledge'],
  ['the form of v3 inline associations on a record', 'third-party code'],
  ['the HTML page with status 404 on GET by id', 'recorded in 2024; option `missingRecords`'],
  ['429 bodies carry `errorType` and `policyName`', 'community quotes of the documentation'],
  ['the properties that a create of a ticket or a deal derives', 'the recordings show contacts and companies alone'],
  ['how long search lags behind writes', 'option `searchDelayMs`, off by default'],
  ['the order in which batch results come back', 'recorded as different from the inputs; option `shuffleBatches`'],
  ['search bounds: 5 groups, 6 filters each, 18 in all', 'sources disagree; option `search`'],
];

export const hubspotClaims: readonly Claim[] = claims.map(([what, basis]) => ({ service: 'hubspot', what, basis }));
