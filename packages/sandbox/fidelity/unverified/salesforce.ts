import type { Claim } from './claim.ts';

const claims: readonly (readonly [what: string, basis: string])[] = [
  [
    'FieldDefinition and EntityDefinition answer through the ordinary query endpoint, with SecurityClassification and ComplianceGroup',
    'general knowledge',
  ],
  ['FieldDefinition demands a filter on the entity; a user without setup rights gets fewer rows', 'general knowledge'],
  ['If-Unmodified-Since on a PATCH is answered with 412 when the record changed since', 'general knowledge'],
  ['Knowledge__kav is read with PublishStatus and Language in the filter, and found by SOSL', 'general knowledge'],
  ['CaseComment carries ParentId, CommentBody and IsPublished', 'general knowledge'],
  ['INSUFFICIENT_ACCESS_OR_READONLY comes with status 403 on writes', 'no recording holds the status'],
  ['the members of `duplicateResult` in DUPLICATES_DETECTED', 'third-party code'],
  ['the describe of Task and User', 'made by hand in the shape of the recorded ones'],
  ['LIMIT and OFFSET end at 2,000 and parent paths at five levels', 'general knowledge'],
];

export const salesforceClaims: readonly Claim[] = claims.map(([what, basis]) => ({ service: 'salesforce', what, basis }));
