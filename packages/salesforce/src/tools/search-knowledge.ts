import { openCursor, recordSetSchema, tool, type Tool } from '@causeway/core';
import { z } from 'zod';
import { articleObject, published } from './article.ts';
import { cursor, limit } from '../schemas.ts';
import { field, type Statement } from '../soql/statement.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { search } from '../records/search.ts';
import { toRecordSet } from '../records/table.ts';
import { visibleOf } from './default-columns.ts';

const columns = ['Id', 'ArticleNumber', 'Title', 'Summary', 'UrlName', 'LastPublishedDate'];

const input = z.strictObject({
  text: z.string().describe('Words to find'),
  language: z.string().optional().describe('en_US; default the user’s'),
  limit,
  cursor,
});

export function searchKnowledge(kit: Kit): Tool {
  return tool({
    name: 'search_knowledge',
    title: 'Search the knowledge base',
    description: 'Published articles by words, best first. Read one with get_article.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: recordSetSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await toStatement(workspace, given))).access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const { text, language, limit, cursor } = given;
      const query = { text, language };
      const offset = cursor === undefined ? 0 : Number(openCursor(call, query, cursor));
      const [found] = await search(workspace, { text, statements: [await toStatement(workspace, given)], limit, offset });
      const { analysis, records, more } = found as NonNullable<typeof found>;
      const next = (kept: number) => (more || kept < records.length ? offset + kept : undefined);
      return toRecordSet(workspace, analysis, { records, query, next });
    },
  });
}

async function toStatement(workspace: Workspace, { language }: z.output<typeof input>): Promise<Statement> {
  const paths = await visibleOf(workspace, articleObject, columns);
  return { object: articleObject, fields: paths.map(field), where: await published(workspace, language) };
}
