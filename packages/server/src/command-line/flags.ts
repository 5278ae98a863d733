import { parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';

/** One option of the command line, as it is parsed and as `--help` shows it. */
interface Flag {
  readonly type: 'boolean' | 'string';
  readonly multiple?: true;
  /** Name of the value in `--help`. */
  readonly value?: string;
  readonly help: string;
}

export const flags = {
  http: { type: 'boolean', help: 'Serve over HTTP (the default).' },
  stdio: { type: 'boolean', help: 'Serve over standard input and output, for a client that starts this program itself.' },
  host: {
    type: 'string',
    value: 'ADDRESS',
    help: 'Address to listen on. Default 127.0.0.1; any other needs authentication in the config file.',
  },
  port: { type: 'string', value: 'PORT', help: 'Port to listen on. Default 3000.' },
  demo: { type: 'boolean', help: 'Serve invented demo data from an embedded sandbox, for every system.' },
  'demo-if-unconfigured': { type: 'boolean', help: 'The same, but only when no system has credentials.' },
  'allow-writes': { type: 'boolean', help: 'Offer tools that change records. Each change still needs a person to approve it.' },
  toolsets: { type: 'string', value: 'A,B', help: 'Groups of tools to offer. Default: read, and with --allow-writes write and support.' },
  'allow-object': {
    type: 'string',
    multiple: true,
    value: 'NAME',
    help: 'Object that may be touched, with * as wildcard; may be repeated. Default: all.',
  },
  config: { type: 'string', value: 'FILE', help: 'Configuration file. Default: causeway.yaml in this folder, if there is one.' },
  'lock-surface': { type: 'boolean', help: 'Write the tools as they are now to the surface lock file, and exit.' },
  'config-schema': { type: 'boolean', help: 'Print the JSON Schema of the config file, for editors, and exit.' },
  check: { type: 'boolean', help: 'Ask every system who we are there, print a table and exit; 1 if one fails.' },
  help: { type: 'boolean', help: 'Print this.' },
  version: { type: 'boolean', help: 'Print the version.' },
} as const satisfies Readonly<Record<string, Flag>>;

/** What was said on the command line; undefined where nothing was. */
export interface CommandLine {
  readonly transport: 'http' | 'stdio' | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly demo: 'always' | 'if-unconfigured' | undefined;
  readonly allowWrites: boolean;
  readonly toolsets: readonly string[] | undefined;
  readonly allowObjects: readonly string[] | undefined;
  readonly config: string | undefined;
  readonly check: boolean;
  readonly lockSurface: boolean;
  readonly configSchema: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** Throws a UsageError that names the flag and the reason. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parse(args);
  if (values.http === true && values.stdio === true) throw new UsageError('--http and --stdio exclude each other; give one of them.');
  if (values.demo === true && values['demo-if-unconfigured'] === true)
    throw new UsageError('--demo and --demo-if-unconfigured exclude each other; give one of them.');
  if (values.stdio === true && (values.host !== undefined || values.port !== undefined))
    throw new UsageError('--host and --port have no meaning with --stdio.');
  return {
    transport: values.stdio === true ? 'stdio' : values.http === true ? 'http' : undefined,
    host: values.host,
    port: values.port === undefined ? undefined : parsePort(values.port),
    demo: values.demo === true ? 'always' : values['demo-if-unconfigured'] === true ? 'if-unconfigured' : undefined,
    allowWrites: values['allow-writes'] === true,
    toolsets: values.toolsets === undefined ? undefined : parseList('--toolsets', values.toolsets),
    allowObjects: values['allow-object'],
    config: values.config,
    check: values.check === true,
    lockSurface: values['lock-surface'] === true,
    configSchema: values['config-schema'] === true,
    help: values.help === true,
    version: values.version === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false });
  } catch (error) {
    const [first = ''] = (error as Error).message.split('. ');
    throw new UsageError(`${first.replace(/\.$/, '')}. See --help.`);
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port must be a number from 0 to 65535, not "${text}".`);
  return port;
}

function parseList(flag: string, text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new UsageError(`${flag} needs names separated by commas, not "${text}".`);
  return items;
}
