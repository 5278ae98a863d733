import type { Random } from '../wire/random.ts';
import { dayMs, workTime, workTimeBetween } from './dates.ts';
import type { Article, CaseCategory } from './support.ts';
import { parseBlocks, type Block } from './table.ts';
import { machineArticles } from './texts/articles-machine.ts';
import { officeArticles } from './texts/articles-office.ts';

/** The knowledge base, sorted by key. It does not grow with the scale. */
export function articles(now: number, authors: readonly string[], random: Random): readonly Article[] {
  return parseBlocks(machineArticles + officeArticles)
    .map((block) => article(block, now, authors, random.fork(block.cells[0] ?? '')))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

function article({ cells, lines }: Block, now: number, authors: readonly string[], random: Random): Article {
  const [key = '', category, visibility, title = ''] = cells;
  const [summary = '', ...steps] = lines;
  const createdAt = workTime(now - random.int(120, 900) * dayMs, random);
  const status = visibility === 'draft' || visibility === 'archived' ? visibility : 'online';
  return {
    key,
    title,
    urlName: key,
    summary,
    body: `<p>${escapeHtml(summary)}</p><ol>${steps.map((step) => `<li>${escapeHtml(step.replace(/^- /, ''))}</li>`).join('')}</ol>`,
    category: category as CaseCategory,
    status,
    language: 'en_US',
    audience: visibility === 'public' ? 'public' : 'internal',
    author: random.pick(authors),
    createdAt,
    ...(status !== 'draft' && { publishedAt: createdAt + dayMs }),
    updatedAt: workTimeBetween(createdAt + 2 * dayMs, now, random),
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
