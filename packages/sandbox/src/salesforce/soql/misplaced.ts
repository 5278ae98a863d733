import { errorAt, malformed, unexpected } from './error.ts';
import type { SoqlError } from './error.ts';
import type { Respelling } from './prepare.ts';
import { is } from './scan.ts';
import type { Token } from './scan.ts';

/** What may follow where a statement breaks off, so that some ending makes it whole. */
const ENDINGS = [
  '',
  'x',
  '= 1',
  '1',
  '(1)',
  "('x')",
  'IN (1)',
  'BY x',
  'SELECT x FROM x',
  'x = 1',
  '(x)',
  "x, GEOLOCATION(1, 1), 'mi'",
  ", GEOLOCATION(1, 1), 'mi'",
  "GEOLOCATION(1, 1), 'mi'",
  "(1, 1), 'mi'",
  ", 'mi'",
  "'mi'",
  '1, 1',
  ', 1',
  'WHEN x THEN x END',
  'x WHEN x THEN x END',
  'x THEN x END',
  'THEN x END',
  'x END',
  'END',
  'LAST',
  'VIEW',
  'TRACKING',
  'USER_MODE',
  'CATEGORY x AT x',
  'x AT x',
  'AT x',
];

/** Names the first token that the grammar does not allow, as Salesforce does. The library says that a statement is
 *  wrong but not where, so this searches for the longest beginning that some ending makes a statement. */
export function misplacedToken(
  text: string,
  tokens: readonly Token[],
  spelling: Respelling,
  isStatement: (text: string) => boolean,
): SoqlError {
  const alien = tokens.find((token) => token.kind === 'alien');
  if (alien) return alienError(text, alien);
  let good = 0;
  let bad = tokens.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (beginsStatement(tokens.slice(0, middle), spelling, isStatement)) good = middle;
    else bad = middle;
  }
  const token = tokens[good];
  return unexpected(text, token);
}

function alienError(text: string, { text: character, at }: Token): SoqlError {
  const before = text.slice(0, at).split('\n');
  const place = `line ${before.length}:${before.at(-1)?.length ?? 0}`;
  const message =
    character === "'"
      ? `${place} mismatched character '<EOF>' expecting '''`
      : `${place} no viable alternative at character '${character}'`;
  return at === 0 ? malformed(message) : errorAt('MALFORMED_QUERY', { text, at: at - 1 }, message);
}

function beginsStatement(tokens: readonly Token[], spelling: Respelling, isStatement: (text: string) => boolean): boolean {
  const beginning = spelling.slice(0, tokens.length).join(' ');
  const { inner, outer } = missing(tokens);
  return ENDINGS.some((ending) => ['', ' = 1'].some((comparison) => isStatement(`${beginning} ${ending}${inner}${comparison}${outer}`)));
}

/** What closes the open parentheses and gives each SELECT its FROM. */
function missing(tokens: readonly Token[]): { readonly inner: string; readonly outer: string } {
  const open: { select: boolean; from: boolean; readonly goesOn: string }[] = [{ select: false, from: false, goesOn: '' }];
  tokens.forEach((token, index) => {
    const innermost = open.at(-1);
    // GEOLOCATION stands in DISTANCE, which goes on with a unit.
    if (is(token, '(')) open.push({ select: false, from: false, goesOn: is(tokens[index - 1], 'GEOLOCATION') ? ", 'mi'" : '' });
    else if (is(token, ')')) open.pop();
    else if (innermost && is(token, 'SELECT')) innermost.select = true;
    else if (innermost && is(token, 'FROM')) innermost.from = true;
  });
  const [outer, ...inner] = open.map(({ select, from, goesOn }) => ({ from: select && !from ? ' FROM x' : '', goesOn }));
  const closers = inner.toReversed().map(({ from, goesOn }) => `${from})${goesOn}`);
  return { inner: closers.join(''), outer: outer?.from ?? '' };
}
