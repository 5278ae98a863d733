/** A URI with variables of one path segment each: `crm://record/{object}/{id}`. */
export interface UriTemplate {
  readonly uri: string;
  readonly variables: readonly string[];
  /** The variables of a URI, decoded; undefined when it does not match. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

const variable = /\{([a-z][A-Za-z0-9]*)\}/g;

/** Throws a TypeError for a template that is not of this kind: several variables in a segment could be matched in too many ways. */
export function parseUriTemplate(uri: string): UriTemplate {
  requireTemplate(uri);
  const variables = [...uri.matchAll(variable)].map(([, name]) => name as string);
  const pattern = uri.split(variable).map((part, index) => (index % 2 === 0 ? escape(part) : '([^/?#]+)'));
  const expression = new RegExp(`^${pattern.join('')}$`);
  return {
    uri,
    variables,
    match(candidate) {
      const found = expression.exec(candidate);
      if (found === null) return undefined;
      const values = found.slice(1).map(decode);
      if (values.includes(undefined)) return undefined;
      return Object.fromEntries(variables.map((name, index) => [name, values[index] as string]));
    },
  };
}

function requireTemplate(uri: string): void {
  const names = [...uri.matchAll(variable)].map(([, name]) => name);
  const whole = uri.split('/').every((segment) => !/[{}]/.test(segment) || /^\{[a-z][A-Za-z0-9]*\}$/.test(segment));
  if (!whole || new Set(names).size < names.length)
    throw new TypeError(`View "${uri}" must have each variable once, as a whole segment: {name}.`);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
