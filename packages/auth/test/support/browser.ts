/** A person's browser: keeps cookies, follows redirects, fills in the one form of a page. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export interface Browser {
  open(url: string, init?: RequestInit): Promise<Page>;
  /** Sends the form of a page; values given win over those that it holds. */
  submit(page: Page, values: Readonly<Record<string, string>>): Promise<Page>;
}

export interface BrowserOptions {
  /** Where it stops: it goes no further than to an address that starts so, and answers with it. */
  readonly until?: string | undefined;
}

export function createBrowser({ until }: BrowserOptions = {}): Browser {
  const jar = new Map<string, Map<string, string>>();
  const cookiesOf = (url: URL) => {
    // Like a browser: cookies are shared between ports of one host.
    const cookies = jar.get(url.hostname) ?? new Map<string, string>();
    jar.set(url.hostname, cookies);
    return cookies;
  };
  const send = async (at: string, init: RequestInit = {}): Promise<Page> => {
    const url = new URL(at);
    if (until !== undefined && at.startsWith(until)) return { url: at, status: 0, text: '', headers: new Headers() };
    const cookies = cookiesOf(url);
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      await response.arrayBuffer();
      return send(new URL(location, url).href);
    }
    return { url: at, status: response.status, text: await response.text(), headers: response.headers };
  };
  return {
    open: send,
    submit(page, values) {
      const form = /<form[^>]*>/i.exec(page.text)?.[0] ?? '';
      const action = unescape(/action="([^"]*)"/i.exec(form)?.[1] ?? page.url);
      const hidden = [...page.text.matchAll(/<input[^>]*type="hidden"[^>]*>/gi)].map(([tag]): [string, string] => [
        unescape(/name="([^"]*)"/.exec(tag)?.[1] ?? ''),
        unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? ''),
      ]);
      const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...values });
      return send(new URL(action, page.url).href, {
        method: 'POST',
        body: body.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    },
  };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code === undefined ? (named[name] ?? '') : String.fromCodePoint(Number(code)),
  );
}
