import { tool, type CallContext, type Content, type Tool } from '@causeway/core';
import { z } from 'zod';

/** What a fixture answers: content to show, and text for the structured part. */
export interface Answer {
  readonly text: string;
  readonly content?: Content[];
}

const nothing = z.strictObject({});
const answerSchema = z.looseObject({ text: z.string(), content: z.array(z.any()).optional() });

/** A fixture without input. */
export function fixture(name: string, description: string, run: (call: CallContext) => Promise<Answer> | Answer): Tool {
  return fixtureWith(name, description, nothing, (_, call) => run(call));
}

/** A fixture that reads its input. */
export function fixtureWith<I extends z.ZodObject>(
  name: string,
  description: string,
  input: I,
  run: (input: z.output<I>, call: CallContext) => Promise<Answer> | Answer,
): Tool {
  return tool<I, typeof answerSchema>({
    name,
    title: description,
    description,
    effect: 'read',
    requests: 0,
    input,
    output: answerSchema,
    access: () => [],
    run: async (values, call) => ({ ...(await run(values as z.output<I>, call)) }),
    present: ({ text, content }) => (content as readonly Content[] | undefined) ?? [{ type: 'text', text }],
  });
}
