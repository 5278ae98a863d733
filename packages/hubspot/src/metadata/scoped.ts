import { ConnectorError } from '@causeway/core';
import type { ObjectType } from './object-type.ts';

/** What work yields. HubSpot does not say which scope its definitions need, so a refusal is told which one it is. */
export async function scoped<T>({ scope, name }: ObjectType, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (!ConnectorError.is(thrown) || thrown.code !== 'permission_denied' || thrown.hint !== undefined) throw thrown;
    throw new ConnectorError(thrown.code, thrown.message, {
      hint: `For ${name}, the token needs the scope ${scope}.`,
      cause: thrown,
      ...(thrown.upstream === undefined ? {} : { upstream: thrown.upstream }),
    });
  }
}
