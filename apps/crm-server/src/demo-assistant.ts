import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

type Json = Readonly<Record<string, unknown>>;

/** What an assistant does with the server, printed as a person would follow it. */
export interface Assistant {
  /** Revision of the protocol that client and server agreed on. */
  readonly revision: string;
  /** How many calls were refused, and how many questions were answered with yes. */
  readonly refused: number;
  readonly approved: number;
  says(question: string): void;
  /** Gets one record and prints some of its fields. */
  record(tool: string, args: Json, fields: readonly string[]): Promise<{ readonly id: string; readonly fields: Json }>;
  /** Gets rows and prints some of their columns. */
  rows(tool: string, args: Json, columns: readonly string[]): Promise<readonly Json[]>;
  /** Changes something, or is told why not. */
  change(tool: string, args: Json): Promise<void>;
  close(): Promise<void>;
}

/** The client of the protocol's own SDK. It says yes to whatever it is asked. */
export async function connectAssistant(url: string): Promise<Assistant> {
  const client = new Client(
    { name: 'demo', version: '1.0.0' },
    { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' } },
  );
  let refused = 0;
  let approved = 0;
  client.setRequestHandler('elicitation/create', ({ params }) => {
    const [what = '', ...changes] = params.message.split('\n');
    print(
      `  asks  ${what}: ${changes.map((change) => change.replace(/^new \w+, /, '')).join('; ')}`.replace(/; Go ahead\?$/, ' - go ahead?'),
    );
    print('        a person says yes');
    approved += 1;
    return { action: 'accept', content: {} };
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const call = async (name: string, args: Json) => {
    print(`  ${name} ${JSON.stringify(args)}`);
    return client.callTool({ name, arguments: args });
  };
  return {
    revision: client.getNegotiatedProtocolVersion() ?? 'unknown',
    get refused() {
      return refused;
    },
    get approved() {
      return approved;
    },
    says: (question) => print(`\n"${question}"`),
    async record(tool, args, names) {
      const found = contentOf(await call(tool, args)) as { readonly id: string; readonly fields: Json };
      print(`    ${names.map((name) => shown(name, found.fields[name])).join(' · ')}`);
      return found;
    },
    async rows(tool, args, names) {
      const { columns, rows } = contentOf(await call(tool, args)) as {
        readonly columns: readonly string[];
        readonly rows: readonly unknown[][];
      };
      const records = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])));
      for (const one of records) print(`    ${names.map((name) => shown(name, one[name])).join(' · ')}`);
      return records;
    },
    async change(tool, args) {
      const result = await call(tool, args);
      const [text] = result.content;
      if (result.isError === true) {
        refused += 1;
        return print(`    refused: ${text?.type === 'text' ? text.text : ''}`);
      }
      const { id, object } = contentOf(result) as Readonly<Record<string, string>>;
      print(`    done: ${object} ${id}`);
    },
    close: () => client.close(),
  };
}

function contentOf({ structuredContent }: { readonly structuredContent?: unknown }): unknown {
  return structuredContent ?? {};
}

function shown(name: string, value: unknown): string {
  return typeof value === 'number' && name.startsWith('Open') ? `${name} ${value}` : String(value);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
