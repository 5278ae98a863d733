import type { ObjectType, Row } from '../model.ts';
import type { Catalog } from '../schema/catalog.ts';
import type { Store } from '../store/store.ts';
import type { Permissions } from './permissions.ts';

/** Which records a user may see and change, apart from what the profile says about the object. */
export interface RecordAccess {
  sees(object: ObjectType, row: Row): boolean;
  edits(object: ObjectType, row: Row): boolean;
}

/**
 * Owners and those above them in the role hierarchy have full access; the object's `sharing` says what everybody else
 * has. Objects controlled by a parent follow the record they belong to.
 */
export function createRecordAccess(user: Row, permissions: Permissions, catalog: Catalog, store: Store): RecordAccess {
  let owners: ReadonlySet<string> | undefined;
  const owns = (row: Row): boolean => {
    owners ??= new Set([String(user['Id']), ...subordinates(user, store)]);
    return owners.has(String(row['OwnerId'] ?? row['CreatedById']));
  };
  const parentOf = (object: ObjectType, row: Row, path: string): [ObjectType, Row] | undefined => {
    const target = catalog.object(object.field(path)?.referenceTo[0] ?? '');
    const parent = target && store.get(target.name, String(row[path]));
    return target && parent ? [target, parent] : undefined;
  };
  const reaches = (object: ObjectType, row: Row, need: 'read' | 'write'): boolean => {
    const { sharing } = object;
    if (sharing === 'write' || (sharing === 'read' && need === 'read') || owns(row)) return true;
    if (typeof sharing === 'string') return false;
    const parent = parentOf(object, row, sharing.controlledBy);
    return parent !== undefined && reaches(parent[0], parent[1], need);
  };
  return {
    sees: (object, row) => permissions.viewAllData || reaches(object, row, 'read'),
    edits: (object, row) => permissions.modifyAllData || reaches(object, row, 'write'),
  };
}

/** Ids of the users whose role lies below the user's own. */
function subordinates(user: Row, store: Store): readonly string[] {
  const roles = new Set<unknown>();
  const waiting: unknown[] = [user['UserRoleId']];
  for (let role = waiting.pop(); role; role = waiting.pop()) {
    for (const child of store.referencing('UserRole', 'ParentRoleId', role)) {
      if (roles.has(child['Id'])) continue;
      roles.add(child['Id']);
      waiting.push(child['Id']);
    }
  }
  return [...roles].flatMap((role) => store.referencing('User', 'UserRoleId', role).map((row) => String(row['Id'])));
}
