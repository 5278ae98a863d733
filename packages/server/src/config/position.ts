import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { UsageError } from '../errors.ts';

/** A YAML text whose parts know where they stand. */
export interface PositionedYaml {
  readonly value: unknown;
  /** `causeway.yaml:3:5` of the value at this path, or of the closest one above it that is there. */
  readonly locate: (path: readonly PropertyKey[]) => string;
  /** The same of its name: for what should not be there at all. */
  readonly locateKey: (path: readonly PropertyKey[]) => string;
}

/** Throws a UsageError with line and column when the text is not YAML. */
export function parseYaml(text: string, file: string): PositionedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (error !== undefined) throw new UsageError(`${at(error.pos[0])}: ${error.message}`);
  return {
    value: document.toJS() as unknown,
    locate: (path) => at(offsetOf(document, path)),
    locateKey: (path) => at(keyOffsetOf(document, path) ?? offsetOf(document, path)),
  };
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const key = parent.items.map((pair) => pair.key).find((one) => isScalar(one) && one.value === path.at(-1));
  return isScalar(key) ? key.range?.[0] : undefined;
}
