import { timingSafeEqual } from 'node:crypto';
import { hashOf, randomId } from '../consent.ts';

/** Knows a browser again between the link, the consent page and the way back. */
export interface BrowserCookie {
  /** The browser's secret, if it has one. */
  read(request: Request): string | undefined;
  /** A secret for a browser, and the header that gives it to it. */
  issue(): { readonly value: string; readonly header: string };
}

/** `publicUrl` decides whether it travels over https alone. */
export function createBrowserCookie(publicUrl: string): BrowserCookie {
  const secure = new URL(publicUrl).protocol === 'https:';
  const name = secure ? '__Host-causeway' : 'causeway';
  return {
    read(request) {
      const pairs = request.headers.get('cookie')?.split(/;\s*/) ?? [];
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
    },
    issue() {
      const value = randomId();
      // Lax: it must come along when the consent page sends the browser back, and with no form of another site.
      return { value, header: `${name}=${value}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}` };
    },
  };
}

/** Whether a trip was begun by this browser. */
export function isSameBrowser(cookie: string | undefined, expected: string): boolean {
  return cookie !== undefined && timingSafeEqual(Buffer.from(hashOf(cookie)), Buffer.from(expected.padEnd(43).slice(0, 43)));
}
