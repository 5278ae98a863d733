import { z } from 'zod';

/** What every server under test offers: the same tools with the same schemas and answers. */
export const input = { id: z.string().describe('Id of the record'), limit: z.int().min(1).max(100).default(10).describe('How many') };
export const output = { id: z.string(), limit: z.number(), name: z.string(), stage: z.string() };

export const toolNames = (count: number) => Array.from({ length: count }, (_, index) => `demo_read_thing${index}`);

export const answer = ({ id, limit }: { readonly id: string; readonly limit: number }) => ({
  id,
  limit,
  name: `Name of ${id}`,
  stage: 'open',
});
