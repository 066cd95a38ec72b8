// A site as who follows every link of it finds it.

export interface FoundPage {
  readonly url: string;
  readonly html: string;
}

export interface Walk {
  readonly pages: readonly FoundPage[];
  /** Links of the site that lead nowhere, each with the page that has it. */
  readonly dead: readonly string[];
  /** All that a page fetches by itself from elsewhere. */
  readonly foreign: readonly string[];
}

interface Found {
  readonly isThere: boolean;
  readonly html: string | undefined;
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' };

/** From the first page on, to whatever is on the same origin; `own` is what its pages may fetch from besides. */
export async function walk(start: string, own: string): Promise<Walk> {
  const found = new Map<string, Promise<Found>>();
  const pages = new Map<string, FoundPage>();
  const dead: string[] = [];
  const foreign: string[] = [];
  const { origin } = new URL(start);

  const visit = (url: string): Promise<Found> => {
    const known = found.get(url);
    if (known) return known;
    const coming = look(url);
    found.set(url, coming);
    return coming;
  };
  const waiting = [start];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const { html } = await visit(url);
    if (html === undefined || pages.has(url)) continue;
    pages.set(url, { url, html });
    for (const { name, address } of linksIn(html)) {
      const to = new URL(address, url);
      if (to.origin !== origin) {
        const isFetched = name !== 'href' && to.origin !== own;
        if (isFetched && to.protocol.startsWith('http')) foreign.push(`${url}: ${address}`);
        continue;
      }
      const fragment = decodeURIComponent(to.hash.slice(1));
      to.hash = '';
      const target = await visit(to.href);
      const hasPlace = fragment === '' || target.html?.includes(`id="${fragment}"`);
      if (!target.isThere || !hasPlace) dead.push(`${url}: ${address}`);
      waiting.push(to.href);
    }
  }
  return { pages: [...pages.values()], dead, foreign };
}

async function look(url: string): Promise<Found> {
  const answer = await fetch(url);
  const isPage = answer.ok && answer.headers.get('content-type')?.startsWith('text/html') === true;
  const text = await answer.text();
  return { isThere: answer.ok, html: isPage ? text : undefined };
}

function linksIn(html: string) {
  return [...html.matchAll(/ (href|src|srcset)="([^"]*)"/g)].map(([, name, address]) => ({
    name: name!,
    address: address!.replace(/&\w+;/g, (entity) => entities[entity] ?? entity),
  }));
}
