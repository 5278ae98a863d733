import type { Field, ObjectType } from '../model.ts';
import type { ProfileSpec } from './profiles.ts';

type Action = 'create' | 'read' | 'update' | 'delete';

/** What a profile lets its users do with objects and fields. Records are another matter: see sharing. */
export interface Permissions {
  readonly viewAllData: boolean;
  readonly modifyAllData: boolean;
  allows(object: ObjectType, action: Action): boolean;
  /** Fields of an unreadable object are unreadable. */
  reads(object: ObjectType, field: Field): boolean;
  /** Whether the profile may write the field; describe's `createable` and `updateable` come on top. */
  writes(object: ObjectType, field: Field): boolean;
  /** The field by name, ignoring case, unless it is hidden. */
  field(object: ObjectType, name: string): Field | undefined;
}

const objectFlags = { create: 'createable', read: 'queryable', update: 'updateable', delete: 'deletable' } as const;

export function createPermissions(profile: ProfileSpec): Permissions {
  const hidden = new Set(profile.hiddenFields);
  const readOnly = new Set(profile.readOnlyFields);
  const letters = (object: ObjectType) => profile.objects[object.name] ?? profile.objects['*'] ?? '';
  const allows = (object: ObjectType, action: Action) => object[objectFlags[action]] && letters(object).includes(action[0]!);
  const isHidden = (object: ObjectType, field: Field) => hidden.has(`${object.name}.${field.name}`);
  return {
    viewAllData: profile.viewAllData,
    modifyAllData: profile.modifyAllData,
    allows,
    reads: (object, field) => letters(object).includes('r') && !isHidden(object, field),
    writes: (object, field) => !isHidden(object, field) && !readOnly.has(`${object.name}.${field.name}`),
    field: (object, name) => {
      const found = object.field(name);
      return found && !isHidden(object, found) ? found : undefined;
    },
  };
}
