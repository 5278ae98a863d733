import type { CommandLine } from '../command-line/flags.ts';
import type { Config } from './schema/config.ts';

/** The configuration with what the command line says on top. */
export function withCommandLine(config: Config, line: CommandLine): Config {
  return {
    ...config,
    transport: line.transport ?? config.transport,
    demo: line.demo ?? config.demo,
    writes: line.allowWrites || config.writes,
    http: { ...config.http, host: line.host ?? config.http.host, port: line.port ?? config.http.port },
  };
}
