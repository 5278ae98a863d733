import type { Call } from '../endpoint.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { CrmRecord } from '../store/records.ts';
import { linkNames } from '../associations/link-view.ts';

/** The `associations` a read by id, a list or a batch can bring along: v3 form, one entry per kind of link. */
export function inlineAssociations(call: Call, type: ObjectType): (record: CrmRecord) => { readonly associations?: unknown } {
  const targets = call.list('associations').map((name) => call.portal.catalog.type(name));
  if (targets.length === 0) return () => ({});
  return (record) => {
    const found = targets.flatMap((target) => {
      const results = call.portal.links
        .of(type.id, record.id, target.id)
        .flatMap((link) => linkNames(call.portal, type, target, link).map((name) => ({ id: link.to, type: name })));
      return results.length > 0 ? [[keyOf(target), { results }] as const] : [];
    });
    return found.length > 0 ? { associations: Object.fromEntries(found) } : {};
  };
}

/** Standard types go by their plural, custom ones by their full name. */
function keyOf({ metaType, plural, fullyQualifiedName }: ObjectType): string {
  return metaType === 'PORTAL_SPECIFIC' ? fullyQualifiedName : plural;
}
