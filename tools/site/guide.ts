// The documents as pages, and the page that says which there are.
import { readFileSync } from 'node:fs';
import { documentGroups, type Group, type Place } from './documents.ts';
import { escaped } from './html.ts';
import { linksOf, relative, type Site } from './links.ts';
import { rendered, type Rendered } from './markdown.ts';
import { page } from './shell.ts';

const index = 'docs/index.html';

/** By its address, each page as HTML. */
export function guidePages(site: Site): ReadonlyMap<string, string> {
  const groups = documentGroups();
  const pages = new Map<string, string>();
  const texts = new Map<string, Rendered>();
  for (const { places } of groups)
    for (const { file, address } of places)
      texts.set(address, rendered(readFileSync(file, 'utf8'), linksOf(site, file, address)));
  for (const [address, { title, summary, html }] of texts)
    pages.set(
      address,
      page({
        address,
        title: title === 'ws-chat' ? 'First steps · ws-chat' : `${title} · ws-chat`,
        description: shortened(summary),
        kind: 'document',
        main: `<article>\n${html}</article>\n<nav class="documents" aria-label="Guide">\n${list(groups, texts, address)}\n</nav>`,
      }),
    );
  pages.set(
    index,
    page({
      address: index,
      title: 'Guide · ws-chat',
      description: 'Every document of ws-chat: for your page, your server, your rooms and your programs.',
      main: `<h1>Guide</h1>
<p class="lead">Everything that is written about ws-chat. New here? <a href="start.html">First steps</a> have it on a page of yours in a few minutes.</p>
${list(groups, texts, index, true)}`,
    }),
  );
  return pages;
}

function list(
  groups: readonly Group[],
  texts: ReadonlyMap<string, Rendered>,
  from: string,
  isLong = false,
): string {
  const item = ({ address }: Place) => {
    const { title, summary } = texts.get(address)!;
    const name = title === 'ws-chat' ? 'First steps' : title;
    const about = isLong ? `<p>${escaped(shortened(summary))}</p>` : '';
    return `<li><a href="${relative(from, address)}"${address === from ? ' aria-current="page"' : ''}>${escaped(name)}</a>${about}</li>`;
  };
  return groups
    .map(({ title, places }) =>
      isLong
        ? `<section class="documents-group"><h2>${title}</h2>\n<ul>\n${places.map(item).join('\n')}\n</ul></section>`
        : `<p>${title}</p>\n<ul>\n${places.map(item).join('\n')}\n</ul>`,
    )
    .join('\n');
}

/** The first sentence. */
function shortened(summary: string): string {
  const [sentence = summary] = /^.*?[.!?:](?=\s|$)/.exec(summary) ?? [];
  return sentence.replace(/:$/, '.');
}
