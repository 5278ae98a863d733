import { hold } from '../violation.ts';
import type { ToolRule } from './rule.ts';
import { verbOf, verbs } from './vocabulary.ts';

export const verb: ToolRule = {
  id: 'verb',
  says: 'starts with a verb that agrees with its effect',
  of: 'tool',
  check({ name, effect }) {
    const allowed = verbs[effect];
    hold(allowed.includes(verbOf(name)), `"${name}" has the effect "${effect}"; its verb must be one of: ${allowed.join(', ')}.`);
  },
};

export const previewed: ToolRule = {
  id: 'previewed',
  says: 'has a preview, unless it only reads',
  of: 'tool',
  check(tool) {
    hold(
      tool.effect === 'read' || tool.preview !== undefined,
      `"${tool.name}" writes, so a person must be able to see beforehand what it will change.`,
    );
  },
};
