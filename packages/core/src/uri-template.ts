/** A URI with variables of one path segment each: `crm://record/{object}/{id}`. */
export interface UriTemplate {
  readonly uri: string;
  readonly variables: readonly string[];
  /** The variables of a URI, decoded; undefined when it does not match. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

const variable = /\{([a-z][A-Za-z0-9]*)\}/g;

export function parseUriTemplate(uri: string): UriTemplate {
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
