/** What this server tells about itself as a resource (RFC 9728). */
export interface ResourceMetadata {
  /** Canonical URI of this server, as clients reach it: `https://mcp.example.com/mcp`. */
  readonly resource: string;
  readonly authorizationServers: readonly string[];
  readonly scopes: readonly string[];
  readonly title?: string | undefined;
  readonly documentation?: string | undefined;
}

export type Route = (request: Request) => Response | Promise<Response>;

const wellKnown = '/.well-known/oauth-protected-resource';

/** Where a resource's metadata is: between its host and its path. */
export function metadataUrl(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${wellKnown}${pathname === '/' ? '' : pathname}`;
}

/** Routes for the metadata: at the place that the standard gives it, and at the root, where older clients look. */
export function metadataRoutes({
  resource,
  authorizationServers,
  scopes,
  title,
  documentation,
}: ResourceMetadata): Readonly<Record<string, Route>> {
  const document = {
    resource,
    authorization_servers: authorizationServers,
    bearer_methods_supported: ['header'],
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    ...(title === undefined ? {} : { resource_name: title }),
    ...(documentation === undefined ? {} : { resource_documentation: documentation }),
  };
  const route: Route = ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    return Response.json(document, { headers: { 'cache-control': 'max-age=3600', 'access-control-allow-origin': '*' } });
  };
  return { [wellKnown]: route, [new URL(metadataUrl(resource)).pathname]: route };
}
