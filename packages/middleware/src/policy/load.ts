import { policySchema, type PolicyDocument } from './document.ts';
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** Reads rules from a YAML (or JSON) file. Throws an Error that names the file, the line and column, and what is wrong there. */
export async function loadPolicy(path: string): Promise<PolicyDocument> {
  return parsePolicy(await readFile(path, 'utf8'), path);
}

/** Reads rules from YAML (or JSON). `source` names it in errors. */
export async function parsePolicy(text: string, source = 'policy'): Promise<PolicyDocument> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number) => `${source}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const [broken] = document.errors;
  if (broken !== undefined) throw new Error(`${at(broken.pos[0])}: ${broken.message.split('\n')[0] ?? ''}`);
  const parsed = policySchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `${at(offsetOf(document, issue))}: ${issue.path.join('.')}: ${issue.message}`).join('\n'),
  );
}

/** Where the value stands that an issue is about, or else what holds it. */
function offsetOf(document: { getIn(path: readonly PropertyKey[], keepScalar: true): unknown }, issue: z.core.$ZodIssue): number {
  for (let { path } = issue; path.length > 0; path = path.slice(0, -1)) {
    const node = document.getIn(path, true) as { readonly range?: readonly [number, number, number] } | undefined;
    if (node?.range !== undefined) return node.range[0];
  }
  return 0;
}
