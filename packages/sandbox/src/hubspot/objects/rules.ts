import type { Call } from '../endpoint.ts';
import { invalid } from '../errors.ts';
import type { ObjectType } from '../model/object-type.ts';
import type { ValidationRule } from '../options.ts';

type Values = Readonly<Record<string, string>>;

/** What HubSpot itself demands of a new record, in every version. */
export function checkRequired(type: ObjectType, values: Values): void {
  const missing = type.required.filter((name) => !values[name]);
  const none = type.requiredOneOf.length > 0 && type.requiredOneOf.every((name) => !values[name]);
  if (missing.length === 0 && !none) return;
  throw invalid(`Error creating ${type.name.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: none ? [`One of [${type.requiredOneOf.join(', ')}]`] : missing },
  });
}

/** What the portal's admin demands: under `/2026-09/` alone. `written`: the names this request sets or clears. */
export function checkRules(call: Call, type: ObjectType, after: Values, written: readonly string[], create: boolean): void {
  if (call.version !== '2026-09') return;
  const applies = ({ objectType, required, when }: ValidationRule): boolean => {
    if (call.portal.catalog.find(objectType)?.id !== type.id) return false;
    if (!when) return create;
    return after[when.property] === when.equals && [when.property, ...required].some((name) => written.includes(name));
  };
  const missing = new Set(call.portal.options.rules.filter(applies).flatMap(({ required }) => required.filter((name) => !after[name])));
  if (missing.size === 0) return;
  throw invalid(`Some required properties were not set: [${[...missing].join(', ')}]`, {
    errors: [...missing].map((name) => ({
      message: `Property "${name}" is required by a validation rule of this account`,
      code: 'REQUIRED_PROPERTY_MISSING',
      context: { propertyName: [name] },
    })),
  });
}

/** Under `/2026-09/` an app that acts for a user needs that user's right to edit associations. */
export function checkAssociationRight(call: Call): void {
  if (call.version !== '2026-09' || call.token.editAssociations) return;
  throw invalid('The user does not have permission to edit associations.');
}
