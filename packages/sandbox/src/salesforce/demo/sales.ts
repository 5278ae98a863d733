import type { Deal, DealContact, DealStage } from '../../story/deal.ts';
import type { Story } from '../../story/story.ts';
import { toDateTime, toDay } from '../datetime.ts';
import type { Row } from '../model.ts';
import { sources, stamps } from './customers.ts';
import type { Loader } from './loader.ts';

/** Campaigns, opportunities and who decides about them. */
export function loadSales(load: Loader, story: Story): void {
  loadCampaigns(load, story);
  for (const deal of story.deals) loadOpportunity(load, deal);
}

const stageNames: Readonly<Record<DealStage, string>> = {
  scheduled: 'Prospecting',
  qualified: 'Qualification',
  presented: 'Value Proposition',
  decision: 'Id. Decision Makers',
  contract: 'Negotiation/Review',
  won: 'Closed Won',
  lost: 'Closed Lost',
};

const roleNames: Readonly<Record<DealContact['role'], string>> = {
  'decision-maker': 'Decision Maker',
  'economic-buyer': 'Economic Buyer',
  evaluator: 'Evaluator',
  user: 'Business User',
  influencer: 'Influencer',
};

const types: Readonly<Record<Deal['type'], string>> = {
  new: 'New Customer',
  expansion: 'Existing Customer - Upgrade',
  renewal: 'Existing Customer - Replacement',
};

function loadOpportunity(load: Loader, deal: Deal): void {
  const face = deal.faces.salesforce;
  if (!face) return;
  const { key, at, updatedAt, by } = stamps(load, `deal:${deal.key}`, deal);
  const values: Row = {
    AccountId: load.id(`company:${deal.company}`),
    Name: deal.name,
    Description: deal.description,
    StageName: stageNames[face.stage],
    Amount: face.amount,
    CloseDate: face.closeDate,
    Type: types[deal.type],
    NextStep: deal.nextStep ?? null,
    LeadSource: sources[deal.source],
    CampaignId: deal.source === 'trade-show' ? load.id('campaign:fair') : null,
    CurrencyIsoCode: deal.currency,
    OwnerId: load.id(`owner:${deal.owner}`),
    ContactId: load.id(deal.contacts[0] && `contact:${deal.contacts[0].contact}`),
    LastStageChangeDate: toDateTime(deal.stages.at(-1)?.at ?? deal.createdAt),
    Loss_Reason__c: deal.lostReason ?? null,
    External_Id__c: deal.key,
  };
  const id = load.add('Opportunity', values, { key, at, updatedAt, by });
  for (const [index, { contact, role }] of deal.contacts.entries()) {
    const contactId = load.id(`contact:${contact}`);
    if (contactId === null) continue;
    load.add(
      'OpportunityContactRole',
      { OpportunityId: id, ContactId: contactId, Role: roleNames[role], IsPrimary: index === 0 },
      { at, by },
    );
  }
}

const dayMs = 86_400_000;

const campaigns = [
  { key: 'fair', name: 'Packaging Fair', type: 'Trade Show', daysAgo: 210, cost: 42_000, source: 'trade-show' },
  { key: 'webinar', name: 'Hygienic Design Webinar', type: 'Webinar', daysAgo: 95, cost: 3500, source: 'web' },
  { key: 'spring', name: 'Spring Newsletter', type: 'Email', daysAgo: 40, cost: 900, source: 'campaign' },
] as const;

/** Everybody who came to us by the campaign's channel is a member of it. */
function loadCampaigns(load: Loader, story: Story): void {
  for (const { key, name, type, daysAgo, cost, source } of campaigns) {
    const start = story.now - daysAgo * dayMs;
    const members = story.contacts.filter((contact) => contact.source === source && load.id(`contact:${contact.key}`) !== null);
    const isLead = (contact: (typeof members)[number]) => contact.lifecycle === 'lead' || contact.lifecycle === 'subscriber';
    const leads = members.filter(isLead).length;
    const values: Row = {
      Name: name,
      Type: type,
      Status: 'Completed',
      StartDate: toDay(start),
      EndDate: toDay(start + 3 * dayMs),
      BudgetedCost: cost,
      ActualCost: cost,
      IsActive: true,
      NumberOfLeads: leads,
      NumberOfContacts: members.length - leads,
      OwnerId: load.id('owner:mei'),
    };
    const id = load.add('Campaign', values, { key: `campaign:${key}`, at: start - 30 * dayMs });
    for (const [index, contact] of members.entries()) {
      const member = load.id(`contact:${contact.key}`);
      const who = isLead(contact) ? { LeadId: member } : { ContactId: member };
      load.add('CampaignMember', { CampaignId: id, ...who, Status: index % 3 === 0 ? 'Responded' : 'Sent' }, { at: start });
    }
  }
}
