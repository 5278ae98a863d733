import { localhostAllowedHostnames, validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';

export interface GuardOptions {
  /** Host names under which this server may be addressed, without port. Default: the names of the loopback interface. */
  readonly allowedHosts?: readonly string[];
  /** Host names of web pages that may call it, without scheme and port. Default: `allowedHosts`. */
  readonly allowedOrigins?: readonly string[];
}

export interface GuardFinding {
  readonly reason: 'host' | 'origin';
  readonly message: string;
}

/** Refuses requests that a web page sends through a browser to a server it was not meant to reach (DNS rebinding). */
export function createGuard({ allowedHosts, allowedOrigins }: GuardOptions): (request: Request) => GuardFinding | undefined {
  const hosts = [...(allowedHosts ?? localhostAllowedHostnames())];
  const origins = [...(allowedOrigins ?? hosts)];
  return ({ headers, url }) => {
    const host = validateHostHeader(headers.get('host') ?? new URL(url).host, hosts);
    if (!host.ok) return { reason: 'host', message: 'This server is not addressed by that host name.' };
    const origin = validateOriginHeader(headers.get('origin'), origins);
    return origin.ok ? undefined : { reason: 'origin', message: 'This origin may not call this server.' };
  };
}
