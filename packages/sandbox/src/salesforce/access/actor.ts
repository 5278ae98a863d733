import type { ObjectType, Row } from '../model.ts';
import type { Org } from '../org.ts';
import { createPermissions, type Permissions } from './permissions.ts';
import { profiles } from './profiles.ts';
import { createRecordAccess, type RecordAccess } from './sharing.ts';

/** A user at work: who it is and what is allowed. */
export interface Actor {
  readonly user: Row;
  readonly id: string;
  readonly permissions: Permissions;
  readonly records: RecordAccess;
}

const permissionsByProfile = new Map(profiles.map((profile) => [profile.name, createPermissions(profile)]));

/** Undefined when there is no such user, or the user is inactive. */
export function findActor(org: Org, userId: string): Actor | undefined {
  const user = org.store.get('User', userId);
  if (!user || user['IsActive'] !== true) return undefined;
  const profile = org.store.get('Profile', String(user['ProfileId']));
  const permissions = permissionsByProfile.get(String(profile?.['Name']));
  if (!permissions) return undefined;
  return { user, id: userId, permissions, records: createRecordAccess(user, permissions, org.catalog, org.store) };
}

export function findUserByName(org: Org, username: string): Row | undefined {
  const wanted = username.toLowerCase();
  return [...org.store.all('User')].find((user) => String(user['Username']).toLowerCase() === wanted);
}

/** The object by name, ignoring case, unless the user may not read it. */
export function visibleObject(org: Org, actor: Actor, name: string): ObjectType | undefined {
  const object = org.catalog.object(name);
  return object && actor.permissions.allows(object, 'read') ? object : undefined;
}

/** The row, unless it is deleted or not shared. */
export function visibleRow(org: Org, actor: Actor, object: ObjectType, id: string): Row | undefined {
  const row = org.store.get(object.name, id);
  return row && row['IsDeleted'] !== true && actor.records.sees(object, row) ? row : undefined;
}
