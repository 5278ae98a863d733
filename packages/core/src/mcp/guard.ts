import { localhostAllowedHostnames, validateHostHeader, validateOriginHeader } from '@modelcontextprotocol/server';
import type { Inbound } from './inbound.ts';

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
export function createGuard({ allowedHosts, allowedOrigins }: GuardOptions): (inbound: Inbound) => GuardFinding | undefined {
  const hosts = [...(allowedHosts ?? localhostAllowedHostnames())];
  const origins = [...(allowedOrigins ?? hosts)];
  let lastGood: string | undefined;
  return (inbound) => {
    const host = inbound.header('host');
    if (host === undefined || host !== lastGood) {
      if (!validateHostHeader(host, hosts).ok) return { reason: 'host', message: 'This server is not addressed by that host name.' };
      lastGood = host;
    }
    const origin = validateOriginHeader(inbound.header('origin'), origins);
    return origin.ok ? undefined : { reason: 'origin', message: 'This origin may not call this server.' };
  };
}
