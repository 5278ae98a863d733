import type { Comparison } from './row.ts';

/** Holds two XML texts against each other by the names of their elements, with prefixes, in document order. */
export function compareXml(allow: Readonly<Record<string, string>> = {}): Comparison {
  return (recorded, served) => {
    const [wanted, got] = [elements(recorded), elements(served)];
    const missing = wanted.filter((name) => !got.includes(name)).map((path) => ({ path, what: 'missing' }));
    const added = got.filter((name) => !wanted.includes(name)).map((path) => ({ path, what: 'not in the recording' }));
    return [...missing, ...added].map((difference) => {
      const reason = allow[difference.path];
      return reason === undefined ? difference : { ...difference, allowed: reason };
    });
  };
}

function elements(xml: string): readonly string[] {
  return [...new Set([...xml.matchAll(/<([A-Za-z][\w:.-]*)/g)].map(([, name]) => name ?? ''))];
}
