// What stands around every page of the site: head, the way to the other pages, and the foot.
import { escaped } from './html.ts';
import { relative } from './links.ts';

export interface PageParts {
  readonly address: string;
  readonly title: string;
  readonly description: string;
  /** What else stands in the head. */
  readonly head?: string;
  /** Of the body, for a page of another shape. */
  readonly kind?: string;
  /** All of `main`. */
  readonly main: string;
}

/** The ways that every page has. */
export const ways = [
  ['Gallery', 'gallery.html'],
  ['Playground', 'playground.html'],
  ['Recipes', 'recipes.html'],
  ['Guide', 'docs/index.html'],
  ['Wire', 'docs/wire.html'],
  ['Benchmarks', 'benchmarks.html'],
  ['Comparison', 'docs/comparison.html'],
] as const;

const further = [
  ['First steps', 'docs/start.html'],
  ['Security', 'docs/security.html'],
  ['Changes', 'docs/changelog.html'],
  ['How it is made', 'docs/contributing.html'],
  ['A page of somebody else’s with the chat', 'radio.html'],
] as const;

export function page({ address, title, description, head = '', kind, main }: PageParts): string {
  const to = (other: string) => relative(address, other);
  const way = ([name, other]: readonly [string, string]) =>
    `<li><a href="${to(other)}"${other === address ? ' aria-current="page"' : ''}>${name}</a></li>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<meta name="description" content="${escaped(description)}">
<link rel="icon" href="${to('icon.svg')}">
<link rel="stylesheet" href="${to('site.css')}">
<script type="module" src="${to('site.js')}"></script>
${head}</head>
<body${kind === undefined ? '' : ` class="${kind}"`}>
<a class="skip" href="#main">To the text</a>
<header class="top">
<a class="name" href="${to('index.html')}"><svg viewBox="0 0 16 16" width="20" height="20" aria-hidden="true"><rect width="16" height="16" rx="4.5"/><path d="M4.5 4.5v7M7.5 5.5h4M7.5 9.5h2.5"/></svg>ws-chat</a>
<nav aria-label="Site"><ul>
${ways.map(way).join('\n')}
</ul></nav>
</header>
<main id="main">
${main.trim()}
</main>
<footer>
<nav aria-label="All pages"><ul>
${[...ways, ...further].map(way).join('\n')}
</ul></nav>
<p>ws-chat, MIT licence. This site has no tracker, no cookie and nothing of anybody else’s.</p>
</footer>
</body>
</html>
`;
}
