import { flags } from './flags.ts';

export interface HelpOptions {
  readonly command: string;
  readonly title: string;
  /** Environment variables that give credentials, by system. */
  readonly variables: Readonly<Record<string, readonly string[]>>;
}

const width = 26;

/** The text of `--help`. */
export function helpText({ command, title, variables }: HelpOptions): string {
  const rows = Object.entries(flags).map(([name, flag]) => {
    const value = 'value' in flag ? ` ${flag.value}` : '';
    return `  ${`--${name}${value}`.padEnd(width)}${flag.help}`;
  });
  const systems = Object.entries(variables).map(([system, names]) => `  ${system.padEnd(width)}${names.join('\n'.padEnd(width + 3))}`);
  return [
    title,
    '',
    `Usage: ${command} [options]`,
    '',
    'Options:',
    ...rows,
    '',
    'Credentials are read from the environment, or from a file .env in this folder:',
    ...systems,
    '',
    'Everything else (policy, approval, audit, limits, sign-in of callers, several orgs) is said in the config file.',
  ].join('\n');
}
