import { findUserByName } from '../access/actor.ts';
import type { Row } from '../model.ts';
import { demoSalesforce } from '../options.ts';
import type { Org } from '../org.ts';
import { same } from './client.ts';

const { password, securityToken } = demoSalesforce.admin;

/** The active user with this name and password; every demo user has the same one. */
export function checkPassword(org: Org, username: string, given: string): Row | undefined {
  const user = findUserByName(org, username);
  const accepted = same(given, password + securityToken) || (org.settings.trustedNetwork && same(given, password));
  return user?.['IsActive'] === true && accepted ? user : undefined;
}
