/** Sign-ins of the demo portal. Nothing here is secret: the portal exists on loopback alone. */
export const demoHubSpot = {
  /** A private app with every scope. */
  accessToken: 'pat-demo-all',
  /** A private app that may read contacts and companies, and nothing else. */
  limitedToken: 'pat-demo-read',
  clientId: 'causeway-demo-hubspot-client',
  clientSecret: 'causeway-demo-hubspot-secret',
  refreshToken: 'causeway-demo-hubspot-refresh',
} as const;
