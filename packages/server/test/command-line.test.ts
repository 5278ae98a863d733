import { describe, expect, it } from 'vitest';
import { flags, parseCommandLine } from '../src/command-line/flags.ts';
import { helpText } from '../src/command-line/help.ts';

describe('the command line', () => {
  it('says nothing of what was not given', () => {
    expect(Object.values(parseCommandLine([])).filter((value) => value !== undefined && value !== false)).toEqual([]);
  });

  it('takes every flag', () => {
    const args = ['--port', '0', '--host', '::1', '--demo', '--allow-writes', '--toolsets', 'read, support', '--config', 'a.yaml'];
    expect(parseCommandLine([...args, '--http', '--allow-object', 'Account', '--allow-object', '*__c'])).toMatchObject({
      transport: 'http',
      port: 0,
      host: '::1',
      demo: 'always',
      allowWrites: true,
      toolsets: ['read', 'support'],
      allowObjects: ['Account', '*__c'],
      config: 'a.yaml',
    });
    expect(parseCommandLine(['--stdio', '--demo-if-unconfigured'])).toMatchObject({ transport: 'stdio', demo: 'if-unconfigured' });
  });

  it.each([
    [['--prot', '1'], "Unknown option '--prot'. See --help."],
    [['serve'], "Unexpected argument 'serve'. See --help."],
    [['--port'], "Option '--port <value>' argument missing. See --help."],
    [['--port', 'http'], '--port must be a number from 0 to 65535, not "http".'],
    [['--port', '65536'], '--port must be a number from 0 to 65535, not "65536".'],
    [['--toolsets', 'read,,write'], '--toolsets needs names separated by commas, not "read,,write".'],
    [['--http', '--stdio'], '--http and --stdio exclude each other; give one of them.'],
    [['--demo', '--demo-if-unconfigured'], '--demo and --demo-if-unconfigured exclude each other; give one of them.'],
    [['--stdio', '--port', '1'], '--host and --port have no meaning with --stdio.'],
    [['--demo=yes'], "Option '--demo' does not take an argument. See --help."],
  ])('%j is refused with one line that says why', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
  });

  it('is explained flag by flag, with the variables of every system', () => {
    const text = helpText({ command: 'causeway-desk', title: 'A desk', variables: { 'Help desk': ['DESK_URL', 'DESK_TOKEN'] } });
    for (const flag of Object.keys(flags)) expect(text).toMatch(new RegExp(`^  --${flag}( [A-Z,]+)? +[A-Z]`, 'm'));
    expect(text).toContain('  Help desk                 DESK_URL\n                            DESK_TOKEN');
  });
});
