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
  [
    '`query` wants every word as the beginning of a word of a searchable property',
    'the documentation says which properties, not how words match',
  ],
  ['NEQ, NOT_IN and NOT_CONTAINS_TOKEN leave out records without a value', 'community answers'],
  ['CONTAINS_TOKEN without `*` wants whole words; with `*` the pattern fits the text or one word', 'the documentation has examples alone'],
  ['sorted search puts records without a value last', 'general knowledge'],
  [
    'the wording of search refusals (bounds, ceiling, unknown property)',
    'one message is quoted in hubspot-api-nodejs issue 128, the others are ours',
  ],
  ['codes INVALID_INTEGER, INVALID_DATE, INVALID_LONG and their wording', 'third-party code'],
  ['a unique property that is taken is a 400 with CONFLICTING_UNIQUE_VALUE', 'community quotes'],
  ['an unknown owner is INVALID_OPTION', 'general knowledge'],
  ['archiving a record that is not there answers 204', 'general knowledge'],
  ['a merge keeps the id of the primary record', 'HubSpot has made a new id for some types since 2024'],
  ['400 bodies of the rules under /2026-09/ and of missing association rights', 'the changelog shows category VALIDATION_ERROR alone'],
  ['405, 413, 415 and 500 bodies', 'general knowledge'],
  ['`/oauth/2026-03/token/revoke` answers 204; an inactive token is `{ active: false }`', 'RFC 7009 and RFC 7662'],
  ['form and scope checks of the consent page', "it is a page of HubSpot's app, not of the API"],
  ['cursors of association pages are opaque; the sandbox encodes the last id', 'general knowledge'],
  ["type ids of a custom object's links are USER_DEFINED, and which ones", 'they differ by portal'],
];

export const hubspotClaims: readonly Claim[] = claims.map(([what, basis]) => ({ service: 'hubspot', what, basis }));
