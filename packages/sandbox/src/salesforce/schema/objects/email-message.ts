import { audit, currencyIsoCode, id, isDeleted } from '../field-groups.ts';
import { boolean, field, personal, picklist, readOnly, reference, text, textArea } from '../fields.ts';
import type { ObjectSpec } from '../object-spec.ts';

/** Stored as `0` to `5`. */
const statuses = ['0|New', '1|Read', '2|Replied', '*3|Sent', '4|Forwarded', '5|Draft'];
const addresses = (name: string, label: string) => text(name, label, 4000, { class: personal, groupable: false, permissionable: false });

/** An e-mail to or from a customer, below its case. Made by hand in the shape of other describes. */
export const emailMessage: ObjectSpec = {
  name: 'EmailMessage',
  label: 'Email Message',
  labelPlural: 'Email Messages',
  keyPrefix: '02s',
  sharing: { controlledBy: 'ParentId' },
  flags: { feedEnabled: false, listable: false, mruEnabled: false },
  fields: [
    id('Email Message ID'),
    reference('ParentId', 'Case ID', ['Case'], {
      permissionable: false,
      updateable: false,
      children: { Case: { name: 'EmailMessages', onDelete: 'cascade' } },
    }),
    ...audit,
    textArea('TextBody', 'Text Body', 32_000, { permissionable: false }),
    textArea('HtmlBody', 'HTML Body', 32_000, { permissionable: false, htmlFormatted: true }),
    text('Subject', 'Subject', 3000, { groupable: false, permissionable: false, nameField: true }),
    text('FromName', 'From Name', 1000, { groupable: false, permissionable: false }),
    field('email', 'FromAddress', 'From Address', { length: 1000, class: personal, groupable: false, permissionable: false }),
    addresses('ToAddress', 'To Address'),
    addresses('CcAddress', 'CC Address'),
    addresses('BccAddress', 'BCC Address'),
    boolean('Incoming', 'Is Incoming'),
    boolean('HasAttachment', 'Has Attachment', readOnly),
    picklist('Status', 'Status', 40, statuses, { nillable: false, permissionable: false, restrictedPicklist: true }),
    field('datetime', 'MessageDate', 'Message Date', { permissionable: false }),
    isDeleted,
    boolean('IsExternallyVisible', 'Is Externally Visible'),
    text('MessageIdentifier', 'Message ID', 765, { groupable: false, permissionable: false }),
    text('ThreadIdentifier', 'Thread ID', 765, { groupable: false, permissionable: false }),
    currencyIsoCode,
  ],
};
