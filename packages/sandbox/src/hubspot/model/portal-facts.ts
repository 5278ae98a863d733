/** The demo portal's number, zone and currency. */
export const portalId = 4242001;
export const portalTimeZone = 'Europe/Berlin';
export const portalCurrency = 'EUR';
