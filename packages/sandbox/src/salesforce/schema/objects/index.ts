import type { ObjectSpec } from '../object-spec.ts';
import { account } from './account.ts';
import { event, task } from './activity.ts';
import { campaign, campaignMember } from './campaign.ts';
import { caseComment, supportCase } from './case.ts';
import { contact } from './contact.ts';
import { bigTable, upsertTable } from './custom.ts';
import { entityDefinition, fieldDefinition } from './definitions.ts';
import { emailMessage } from './email-message.ts';
import { knowledge, recordType } from './knowledge.ts';
import { lead } from './lead.ts';
import { opportunity, opportunityContactRole } from './opportunity.ts';
import { organization } from './organization.ts';
import { currencyType, group, profile, user, userRole } from './user.ts';

/** Every object of the demo org. */
export const objectSpecs: readonly ObjectSpec[] = [
  account,
  bigTable,
  campaign,
  campaignMember,
  supportCase,
  caseComment,
  contact,
  currencyType,
  emailMessage,
  entityDefinition,
  event,
  fieldDefinition,
  group,
  knowledge,
  lead,
  opportunity,
  opportunityContactRole,
  organization,
  profile,
  recordType,
  task,
  upsertTable,
  user,
  userRole,
];
