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
  [
    'the describe of Task, User, EmailMessage, Campaign, CampaignMember, Knowledge__kav, Profile, UserRole and Group',
    'made by hand in the shape of the recorded ones',
  ],
  [
    'a hidden record is NOT_FOUND when it is read and INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY when it is changed; a hidden parent is null in a query',
    'general knowledge',
  ],
  ['creating what a profile may only read is CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'third-party code'],
  ['reading a record by its id makes it a recent one', 'general knowledge'],
  ['an unknown field in a collection fails its record, not the request', 'general knowledge'],
  ['an external id twice in one collection is DUPLICATE_EXTERNAL_ID', 'third-party code'],
  ['codes and texts of 405, 410, 412, 413 and 415, of a batchSize out of range, and of refused spans of time', 'general knowledge'],
  ['texts of refused composite requests, other than PROCESSING_HALTED', 'general knowledge'],
  ['layouts, tabs, themes, and the list and description of list views', 'made by hand for what jsforce’s own tests ask'],
  ['the explanation of a query is always one table scan', 'the sandbox has no indexes'],
  [
    'the window of words that a SOQL error shows around its place',
    'worked out from some fifteen published messages, which it fits to the character',
  ],
  [
    'a SOQL syntax error of another kind than an unexpected token is worded as here: unclosed text, unknown escapes, wrong arguments',
    'general knowledge',
  ],
  ['WITH SECURITY_ENFORCED and USER_MODE are taken outside Apex', 'the corpus says valid; release notes say that REST refuses the first'],
  ['NOT of a comparison with null is true; EXCLUDES and NOT IN find null', 'the documentation has `!=` alone'],
  [
    'GROUP BY puts text together that differs in case alone, and answers groups in the order of their first row',
    'community answers; no order is promised',
  ],
  [
    '`<` and `>` of a date literal that lasts: before its first and after its last moment, so `> LAST_N_DAYS:30` begins tomorrow',
    'the documentation shows `> LAST_WEEK` without its rows',
  ],
  [
    'sums and comparisons of amounts in several currencies, and what FORMAT() writes',
    'the documentation has rules without examples; ICU stands for the vendor’s locale tables',
  ],
  [
    'more than five levels of parents, a sixth level of children and OFFSET in a subquery are refused in these words',
    'the documentation has the limits without the words',
  ],
  [
    'SOSL: words are compared whole, without accents; hits by name come first; HIGHLIGHT and SNIPPET change nothing',
    'the documentation has the syntax, not the ranking',
  ],
];

export const salesforceClaims: readonly Claim[] = claims.map(([what, basis]) => ({ service: 'salesforce', what, basis }));
