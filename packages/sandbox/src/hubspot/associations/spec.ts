import type { Call } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import { asArray, asObject, asText } from '../json-body.ts';
import type { AssociationType } from '../model/association-types.ts';
import type { ObjectType } from '../model/object-type.ts';
import { checkAssociationRight } from '../objects/rules.ts';

/** A link asked for together with a new record. */
export interface LinkInput {
  readonly to: { readonly type: ObjectType; readonly id: string };
  readonly types: readonly AssociationType[];
}

/** `associations` of a create: the far type follows from the type ids. */
export function directTypes(call: Call, from: ObjectType, source: unknown): readonly LinkInput[] {
  if (source === undefined || source === null) return [];
  const entries = asArray(source, 'associations').map(asObject);
  if (entries.length > 0) checkAssociationRight(call);
  return entries.map((entry) => {
    const types = readSpecs(call, asArray(entry['types'], 'types'), from);
    const [first] = types;
    if (!first) throw invalid('An association needs at least one type.');
    const to = { type: call.portal.catalog.type(first.to), id: readId(asObject(entry['to'])['id']) };
    if (!call.portal.table(to.type).get(to.id))
      throw invalid(`One or more associations are not valid: no ${to.type.name} with id ${to.id}`);
    return { to, types };
  });
}

/** Association specs: category and type id, as defined between the two types. */
export function readSpecs(call: Call, specs: readonly unknown[], from: ObjectType, to?: ObjectType): readonly AssociationType[] {
  return specs.map((spec) => {
    const { associationCategory, associationTypeId } = asObject(spec);
    const type = call.portal.associationTypes.byId(Number(asText(associationTypeId)));
    if (type && type.category === associationCategory && type.from === from.id && (!to || type.to === to.id)) return type;
    throw invalid(
      `Association type ${asText(associationCategory)}:${asText(associationTypeId)} is not valid from ${from.name}${to ? ` to ${to.name}` : ''}`,
    );
  });
}

export function readId(value: unknown): string {
  const id = asText(value);
  if (/^\d+$/.test(id)) return id;
  throw invalid(`${id} is not a valid ID`, { subCategory: 'crm.associations.INVALID_IDENTIFIER', context: { id: [id] } });
}
