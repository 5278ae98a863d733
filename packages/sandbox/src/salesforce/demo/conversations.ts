import type { Contact } from '../../story/company.ts';
import type { Message, SupportCase } from '../../story/support.ts';
import { toDateTime } from '../datetime.ts';
import type { Row } from '../model.ts';
import type { Loader } from './loader.ts';

/** Where a conversation takes place. */
interface Thread {
  readonly load: Loader;
  readonly id: string;
  readonly subject: string;
  readonly customer: Contact | undefined;
  /** Id of the user who enters what the customer said. */
  readonly owner: string | null;
}

const supportAddress = 'support@causeway.example';

/** What was said about a case: e-mails as such, everything else as comments. */
export function loadConversation(load: Loader, id: string, each: SupportCase, customer: Contact | undefined): void {
  const thread: Thread = { load, id, subject: each.subject, customer, owner: load.id(`owner:${each.owner}`) };
  for (const message of each.conversation) {
    const by = 'owner' in message.from ? load.id(`owner:${message.from.owner}`) : thread.owner;
    const [object, values] =
      message.channel === 'email' ? ['EmailMessage', email(thread, message)] : ['CaseComment', comment(thread, message)];
    load.add(object, { ParentId: id, ...values }, { at: message.at, by });
  }
}

/** Only staff can write comments: what a customer said bears the name of who said it. */
function comment({ customer }: Thread, { from, text, visibility, channel }: Message): Row {
  const said = 'contact' in from ? `${nameOf(customer)} (${channel}): ${text}` : text;
  return { CommentBody: said, IsPublished: visibility === 'public' };
}

function email({ load, subject, customer }: Thread, { from, text, at }: Message): Row {
  const incoming = 'contact' in from;
  const address = customer?.faces.salesforce?.email ?? customer?.faces.hubspot?.email ?? null;
  const author = 'owner' in from ? load.org.store.get('User', load.id(`owner:${from.owner}`) ?? '')?.['Name'] : undefined;
  return {
    Subject: incoming ? subject : `Re: ${subject}`,
    TextBody: text,
    FromName: incoming ? nameOf(customer) : (author ?? null),
    FromAddress: incoming ? address : supportAddress,
    ToAddress: incoming ? supportAddress : address,
    Incoming: incoming,
    Status: incoming ? '2' : '3',
    MessageDate: toDateTime(at),
    IsExternallyVisible: true,
  };
}

function nameOf(contact: Contact | undefined): string {
  return contact ? `${contact.firstName} ${contact.lastName}` : 'Customer';
}
