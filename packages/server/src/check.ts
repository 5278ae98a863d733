import type { CheckResult } from '@causeway/core';

const headings = ['system', 'state', 'user', 'org', 'scopes', 'quota', 'latency'] as const;

/** What every system said of us, as a table for a person, with notes below it. */
export function checkTable(results: readonly CheckResult[]): string {
  const rows = results.map(toRow);
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(headings), ...rows.map(line), ...results.flatMap(notesOf)].join('\n');
}

function toRow(result: CheckResult): readonly string[] {
  const latency = `${Math.round(result.latencyMs)} ms`;
  if (!result.ok) return [result.connector.name, 'failed', '', '', '', '', latency];
  const { user = '', organization = '', scopes = [], quotas = [] } = result.health;
  const quota = quotas.map(({ name, remaining, limit }) => `${name} ${remaining}/${limit}`).join(', ');
  const shown = scopes.length > 3 ? `${scopes.slice(0, 3).join(' ')} +${scopes.length - 3}` : scopes.join(' ');
  return [result.connector.name, 'ok', user, organization, shown, quota, latency];
}

function notesOf(result: CheckResult): readonly string[] {
  if (result.ok) return (result.health.notes ?? []).map((note) => `${result.connector.name}: ${note}`);
  const { message, hint } = result.error;
  return [`${result.connector.name}: ${message}${hint === undefined ? '' : ` ${hint}`}`];
}
