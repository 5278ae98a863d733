import { htmlToText, recordOfSchema, tool, type RecordOf, type Tool } from '@causeway/core';
import { z } from 'zod';
import { all, any, compare, field, type Condition, type Statement } from '../soql/statement.ts';
import { articleObject, published } from './article.ts';
import { fetchOne, show } from '../records/get.ts';
import { fullId, isId } from '../soql/value.ts';
import { openWorkspace, type Kit, type Workspace } from '../workspace.ts';
import { quote } from '../soql/literal.ts';
import { visibleOf } from './default-columns.ts';

const columns = ['Id', 'ArticleNumber', 'Title', 'Summary', 'UrlName', 'Language', 'LastPublishedDate'];

const input = z.strictObject({
  article: z.string().describe('Id, article number or URL name'),
  language: z.string().optional().describe('en_US; default the user’s'),
});
type Input = z.output<typeof input>;

export function getArticle(kit: Kit): Tool {
  return tool({
    name: 'get_article',
    title: 'Get an article',
    description: 'A published knowledge article with its text.',
    effect: 'read',
    requests: kit.metadataRequests + 1,
    input,
    output: recordOfSchema,
    async access(given, call) {
      const workspace = await openWorkspace(kit, call);
      return (await workspace.analyse(await toStatement(workspace, given))).access;
    },
    async run(given, call) {
      const workspace = await openWorkspace(kit, call);
      const one = await fetchOne(workspace, await toStatement(workspace, given));
      return withoutMarkup(await show(workspace, one, { terse: true }), new Set(await bodies(workspace)));
    },
  });
}

/** The fields that hold the text of an article: those that the org made for it. */
async function bodies(workspace: Workspace): Promise<readonly string[]> {
  const { fields } = await workspace.describe(articleObject);
  return fields.filter(({ custom, type }) => custom && type === 'textarea').map(({ name }) => name);
}

function withoutMarkup(article: RecordOf, markup: ReadonlySet<string>): RecordOf {
  const fields = Object.entries(article.fields).map(([name, cell]) => [
    name,
    markup.has(name) && typeof cell === 'string' ? htmlToText(cell) : cell,
  ]);
  return { ...article, fields: Object.fromEntries(fields) as RecordOf['fields'] };
}

async function toStatement(workspace: Workspace, { article, language }: Input): Promise<Statement> {
  const paths = [...(await visibleOf(workspace, articleObject, columns)), ...(await bodies(workspace))];
  return { object: articleObject, fields: paths.map(field), where: all([named(article), await published(workspace, language)]) };
}

/** An id names a version of an article, or the article itself. */
function named(article: string): Condition | undefined {
  const text = quote(isId(article) ? fullId(article) : article);
  if (/^\d+$/.test(article)) return compare('ArticleNumber', '=', text);
  if (isId(article) && /^ka/i.test(article)) return any([compare('Id', '=', text), compare('KnowledgeArticleId', '=', text)]);
  return compare('UrlName', '=', text);
}
