import type { Article, CaseCategory, CaseStatus, SupportCase } from '../../story/support.ts';
import type { Contact } from '../../story/company.ts';
import type { Story } from '../../story/story.ts';
import { toDateTime } from '../datetime.ts';
import type { Row } from '../model.ts';
import { loadConversation } from './conversations.ts';
import { stamps } from './customers.ts';
import type { Loader } from './loader.ts';

/** Cases with what was said about them, and the knowledge base. */
export function loadSupport(load: Loader, story: Story): void {
  const people = new Map(story.contacts.map((contact) => [contact.key, contact]));
  for (const each of story.cases) loadCase(load, each, people);
  for (const article of story.articles) loadArticle(load, article);
}

const statuses: Readonly<Record<CaseStatus, string>> = {
  new: 'New',
  'in-progress': 'Working',
  'waiting-on-customer': 'Waiting on Customer',
  escalated: 'Escalated',
  closed: 'Closed',
};

const priorities = { low: 'Low', medium: 'Medium', high: 'High', urgent: 'High' } as const;
const origins = { email: 'Email', phone: 'Phone', web: 'Web', chat: 'Chat' } as const;

/** `Type` and `Reason` of a case, `Category__c` of an article. */
const categories: Readonly<Record<CaseCategory, readonly [type: string, reason: string, article: string]>> = {
  mechanical: ['Mechanical', 'Breakdown', 'Mechanical'],
  electrical: ['Electrical', 'Performance', 'Electrical'],
  software: ['Electronic', 'Performance', 'Software'],
  'spare-parts': ['Structural', 'Equipment Design', 'Spare Parts'],
  billing: ['Other', 'Other', 'Billing'],
  training: ['Other', 'Installation', 'Training'],
};

function loadCase(load: Loader, each: SupportCase, people: ReadonlyMap<string, Contact>): void {
  const face = each.faces.salesforce;
  load.org.store.nextNumber('Case');
  if (!face) return;
  const [type, reason] = categories[each.category];
  const options = stamps(load, `case:${each.key}`, each);
  const values: Row = {
    CaseNumber: String(each.number).padStart(8, '0'),
    ContactId: load.id(`contact:${each.contact}`),
    AccountId: load.id(`company:${each.company}`),
    Type: type,
    Reason: reason,
    Status: statuses[face.status],
    Origin: origins[each.origin],
    Subject: each.subject,
    Priority: priorities[each.priority],
    Description: each.description,
    IsEscalated: face.status === 'escalated',
    ClosedDate: face.status === 'closed' ? toDateTime(each.closedAt ?? each.updatedAt) : null,
    OwnerId: load.id(`owner:${each.owner}`),
    Machine__c: each.machine,
    External_Id__c: each.key,
  };
  const id = load.add('Case', values, options);
  loadConversation(load, id, each, people.get(each.contact));
}

const publishStatuses = { online: 'Online', draft: 'Draft', archived: 'Archived' } as const;

function loadArticle(load: Loader, article: Article): void {
  const published = article.publishedAt === undefined ? null : toDateTime(article.publishedAt);
  const values: Row = {
    Title: article.title,
    UrlName: article.urlName,
    Summary: article.summary,
    Answer__c: article.body,
    Category__c: categories[article.category][2],
    PublishStatus: publishStatuses[article.status],
    Language: article.language,
    IsVisibleInApp: true,
    IsVisibleInPkb: article.audience === 'public',
    IsVisibleInCsp: article.audience === 'public',
    FirstPublishedDate: published,
    LastPublishedDate: published,
    ArchivedDate: article.status === 'archived' ? toDateTime(article.updatedAt) : null,
    OwnerId: load.id(`owner:${article.author}`),
  };
  const { createdAt, updatedAt } = article;
  load.add('Knowledge__kav', values, { key: `article:${article.key}`, at: createdAt, updatedAt, by: load.id(`owner:${article.author}`) });
}
