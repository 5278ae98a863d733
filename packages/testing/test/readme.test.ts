import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { rules } from '../src/rules/index.ts';

const path = fileURLToPath(new URL('../README.md', import.meta.url));

const subjects = { connector: 'The connector', tool: 'A tool', sample: 'A tool' } as const;
const rows = rules.map(({ id, of, says }) => `| \`${id}\` | ${subjects[of]} ${says}. |`);
const table = ['| rule | |', '|---|---|', ...rows].join('\n');

test('the README lists the rules as they are (vitest -u fills them in)', async () => {
  const page = readFileSync(path, 'utf8');
  const filled = page.replace(
    /(<!-- rules -->\n)[^]*?(\n<!-- \/rules -->)/,
    (_, open: string, close: string) => `${open}\n${table}\n${close}`,
  );
  expect(filled).toContain(table);
  await expect(filled).toMatchFileSnapshot(path);
});
