import type { Address, Company, Contact } from '../../story/company.ts';
import type { Deal, ServicePlan } from '../../story/deal.ts';
import type { SupportCase } from '../../story/support.ts';
import { pipelineSeeds } from '../model/pipelines.ts';
import { stageValues } from '../objects/stages.ts';
import type { LoadedRecord } from '../options.ts';
import * as words from './values.ts';

/** Story items in HubSpot's words. `ownerId` finds an owner's id by key. Undefined: HubSpot does not know the item. */
export type OwnerId = (key: string) => string | undefined;

export type Values = Readonly<Record<string, string | number | boolean | undefined>>;

export function companyRecord(company: Company, index: number, ownerId: OwnerId): LoadedRecord | undefined {
  const face = company.faces.hubspot;
  if (!face) return undefined;
  const { type, lifecycle } = words.companyTypes[company.type];
  return record(company, {
    ...face,
    website: face.domain,
    description: company.description,
    industry: words.industries[company.industry],
    type,
    lifecyclestage: lifecycle,
    hs_pipeline: 'companies-lifecycle-pipeline',
    numberofemployees: company.employees,
    annualrevenue: company.annualRevenue,
    ...address(company.address),
    hs_country_code: company.address.countryCode,
    hubspot_owner_id: ownerId(company.owner),
    erp_customer_number: company.type === 'prospect' ? undefined : `C-${10_001 + index}`,
    credit_limit: company.type === 'customer' ? Math.round(company.annualRevenue / 1000) * 10 : undefined,
  });
}

export function contactRecord(contact: Contact, employer: Company | undefined, index: number, ownerId: OwnerId): LoadedRecord | undefined {
  const face = contact.faces.hubspot;
  if (!face) return undefined;
  return record(contact, {
    ...face,
    firstname: contact.firstName,
    lastname: contact.lastName,
    salutation: contact.salutation,
    jobtitle: contact.title,
    mobilephone: contact.mobile,
    company: employer?.faces.hubspot?.name,
    website: employer?.faces.hubspot?.domain,
    hs_email_domain: face.email.split('@')[1],
    lifecyclestage: words.lifecycles[contact.lifecycle],
    hs_pipeline: 'contacts-lifecycle-pipeline',
    hs_lead_status: words.leadStatuses[contact.lifecycle],
    hs_analytics_source: words.sources[contact.source],
    hs_email_optout: contact.optedOut,
    ...(contact.address ? address(contact.address) : {}),
    hubspot_owner_id: ownerId(contact.owner),
    date_of_birth: contact.birthday,
    erp_contact_number: contact.lifecycle === 'customer' ? `K-${50_001 + index}` : undefined,
  });
}

export function dealRecord(deal: Deal, ownerId: OwnerId): LoadedRecord | undefined {
  const face = deal.faces.hubspot;
  if (!face) return undefined;
  const renewal = deal.type === 'renewal';
  const dealstage = words.stages[face.stage][renewal ? 'renewals' : 'sales'];
  const pipeline = renewal ? '251860000' : 'default';
  return record(deal, {
    dealname: deal.name,
    amount: face.amount,
    deal_currency_code: deal.currency,
    closedate: `${face.closeDate}T16:00:00.000Z`,
    pipeline,
    ...stageOf(pipeline, dealstage),
    dealstage,
    dealtype: words.dealTypes[deal.type],
    description: deal.description,
    hs_next_step: deal.nextStep,
    closed_lost_reason: face.stage === 'lost' ? (deal.lostReason ?? 'No reason given') : undefined,
    machine_line: deal.product,
    lead_channel: deal.source,
    margin: face.stage === 'won' ? Math.round(face.amount * 0.22) : undefined,
    hubspot_owner_id: ownerId(deal.owner),
  });
}

function stageOf(pipelineId: string, stageId: string): Readonly<Record<string, string>> {
  const stage = pipelineSeeds['0-3']?.find(({ id }) => id === pipelineId)?.stages.find(({ id }) => id === stageId);
  return stage ? stageValues(stage) : {};
}

export function ticketRecord(problem: SupportCase, ownerId: OwnerId): LoadedRecord | undefined {
  const face = problem.faces.hubspot;
  if (!face) return undefined;
  const closed = face.status === 'closed';
  const inbound = problem.conversation.filter(({ from }) => 'contact' in from).at(-1);
  return record(problem, {
    subject: problem.subject,
    content: problem.description,
    hs_ticket_id: problem.number,
    hs_pipeline: '0',
    hs_pipeline_stage: words.ticketStages[face.status],
    hs_ticket_priority: problem.priority.toUpperCase(),
    hs_ticket_category: words.ticketCategories[problem.category],
    source_type: words.ticketSources[problem.origin],
    closed_date: closed && problem.closedAt !== undefined ? new Date(problem.closedAt).toISOString() : undefined,
    hs_resolution: closed ? 'ISSUE_FIXED' : undefined,
    last_reply_date: inbound ? new Date(inbound.at).toISOString() : undefined,
    hubspot_owner_id: ownerId(problem.owner),
  });
}

export function planRecord(plan: ServicePlan): LoadedRecord {
  return record(plan, {
    plan_name: plan.name,
    serial_number: plan.serialNumber,
    machine: plan.machine,
    level: plan.level,
    plan_status: plan.status,
    yearly_fee: plan.yearlyFee,
    fee_currency: plan.currency,
    start_date: plan.startDate,
    end_date: plan.endDate,
  });
}

function address({ street, city, state, postalCode, country }: Address): Values {
  return { address: street, city, state, zip: postalCode, country };
}

/** Values as text; those that are missing are left out. */
export function record(item: { readonly createdAt: number; readonly updatedAt: number }, values: Values): LoadedRecord {
  const set = Object.entries(values).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== undefined && entry[1] !== '',
  );
  return {
    properties: Object.fromEntries(set.map(([name, value]) => [name, String(value)])),
    createdAt: item.createdAt,
    updatedAt: item.updatedAt,
  };
}
