import type { ObjectFlags, Sharing } from '../model.ts';
import type { FieldSpec } from './fields.ts';

/** An object as it is written down; `createCatalog` completes it with the other end of every reference. */
export interface ObjectSpec {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  /** First three characters of its ids; null for objects that have none of their own. */
  readonly keyPrefix: string | null;
  /** Default `write`: everybody who may use the object may use every record. */
  readonly sharing?: Sharing;
  readonly fields: readonly FieldSpec[];
  /** Describe flags that differ from an ordinary business object. */
  readonly flags?: Partial<ObjectFlags>;
  /** More entries of describe's `urls`: name -> path below the object's. */
  readonly links?: Readonly<Record<string, string>>;
  readonly requiredFilter?: { readonly fields: readonly string[]; readonly message: string };
}

export const businessFlags: ObjectFlags = {
  queryable: true,
  searchable: true,
  createable: true,
  updateable: true,
  deletable: true,
  undeletable: true,
  feedEnabled: true,
  mergeable: false,
  mruEnabled: true,
  layoutable: true,
  triggerable: true,
  retrieveable: true,
  replicateable: true,
  compactLayoutable: true,
  searchLayoutable: true,
  customSetting: false,
  listable: true,
};

/** Flags of objects that the API shows but does not let anybody change. */
export const readOnlyFlags: Partial<ObjectFlags> = {
  searchable: false,
  createable: false,
  updateable: false,
  deletable: false,
  undeletable: false,
  feedEnabled: false,
  mruEnabled: false,
  layoutable: false,
  triggerable: false,
  compactLayoutable: false,
  searchLayoutable: false,
  listable: false,
};
