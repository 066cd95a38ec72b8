// The room of a page: `room="auto"` makes one of the page's canonical path.
import { hash } from './hash.ts';

const longest = 64;

/** `/blog/hello` -> `page.blog.hello`. Where the path cannot be told from the name, a hash tells it. */
export function roomOfPage(path: string): string {
  const place = path.replace(/\/(index\.html?)?$/, '');
  const parts = place.split('/').filter(Boolean);
  const name = ['page', ...parts].join('.');
  const plain = name.toLowerCase().replace(/(%[0-9a-f]{2}|[^a-z0-9._-])+/g, '-');
  const isFaithful = plain === name && plain.length <= longest && parts.every((part) => !part.includes('.'));
  return isFaithful ? name : `${plain.slice(0, longest - 9)}-${hash(place).toString(16).padStart(8, '0')}`;
}

/** The path that the page itself calls its own, else the one it was opened by. */
export function canonicalPath(): string {
  const link = document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]');
  return link && URL.canParse(link.href) ? new URL(link.href).pathname : location.pathname;
}
