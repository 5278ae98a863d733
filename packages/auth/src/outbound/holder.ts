import { callerKey, type CallContext, type Caller } from '@causeway/core';
import type { VaultKey } from './vault/store.ts';

/** Whose connections a call may use. */
export interface Holder {
  readonly tenant: string;
  readonly issuer: string;
  readonly subject: string;
  /** For people. */
  readonly name: string;
}

/** Undefined for a caller that is nobody in particular. */
export function holderOf(call: Pick<CallContext, 'get'>): Holder | undefined {
  const { principal, tenant = '' } = call.get(callerKey);
  if (principal === undefined) return undefined;
  return { tenant, issuer: principal.issuer ?? '', subject: principal.id, name: principal.name ?? principal.id };
}

export function ownerOf({ tenant, issuer, subject }: Holder): Omit<VaultKey, 'system'> {
  return { tenant, user: JSON.stringify([issuer, subject]) };
}

/** Whether the person who signed in is the holder. A provider that names no tenant in a browser is believed by issuer and subject. */
export function isSamePerson(holder: Holder, { principal, tenant }: Caller): boolean {
  if (principal === undefined || principal.id !== holder.subject || (principal.issuer ?? '') !== holder.issuer) return false;
  return tenant === undefined || tenant === holder.tenant;
}
