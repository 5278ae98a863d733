import { cleanText, type Access, type Call, type Change, type Effect } from '@causeway/core';

const maxChanges = 50;
const maxValueLength = 200;

const verbs: Readonly<Record<Effect, string>> = { read: 'Read', create: 'Create', update: 'Change', delete: 'Delete' };

/** What a person is asked to approve. Values are quoted, so that text from a record cannot pose as ours. */
export function describeRequest({ tool, connector, access }: Call, changes: readonly Change[]): string {
  const head = `${connector?.title ?? ''}: ${tool?.title ?? ''}`;
  const lines = changes.length === 0 ? access.map(describeAccess) : changes.slice(0, maxChanges).map(describeChange);
  const more = changes.length > maxChanges ? [`… and ${changes.length - maxChanges} more changes`] : [];
  return [head, ...lines, ...more, 'Go ahead?'].join('\n');
}

function describeChange({ object, id, field, before, after }: Change): string {
  const record = id === undefined ? `new ${line(object)}` : `${line(object)} ${line(id)}`;
  return `${record}, ${line(field)}: ${before === undefined ? '' : `${quote(before)} → `}${quote(after)}`;
}

function describeAccess({ object, effect, ids = [] }: Access): string {
  return `${verbs[effect]} ${line(object)}${ids.length === 0 ? '' : ` ${ids.slice(0, maxChanges).map(line).join(', ')}`}`;
}

function quote(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = cleanText(JSON.stringify(typeof value === 'string' ? cleanText(value) : value) ?? '');
  return text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength)}…`;
}

function line(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').slice(0, maxValueLength);
}
