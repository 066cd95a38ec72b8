// A document as HTML: headings that can be linked to as on GitHub, links that lead somewhere in the site, and
// tables that scroll by themselves.
import { Marked, type Token, type Tokens } from 'marked';
import { escaped } from './html.ts';
import type { Links } from './links.ts';

export interface Rendered {
  /** Of the heading at the top. */
  readonly title: string;
  /** The first paragraph, as plain text. */
  readonly summary: string;
  readonly html: string;
}

export function rendered(text: string, links: Links): Rendered {
  const slugs = new Map<string, number>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const id = unique(slugOf(plain(tokens)), slugs);
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const target = links.of(href);
        return target === undefined ? inner : `<a href="${escaped(target)}">${inner}</a>`;
      },
      image({ href, text }) {
        return `<img src="${escaped(links.of(href) ?? href)}" alt="${escaped(text)}" loading="lazy">`;
      },
      html({ text: html }) {
        return html.replace(/\b(href|src|srcset)="([^"]*)"/g, (whole, name: string, address: string) => {
          const target = links.of(address);
          return target === undefined ? whole : `${name}="${escaped(target)}"`;
        });
      },
      table(table) {
        const cells = (row: readonly Tokens.TableCell[]) => row.map((cell) => this.tablecell(cell)).join('');
        const head = `<tr>${cells(table.header)}</tr>`;
        const body = table.rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
        return `<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n<thead>${head}</thead>\n<tbody>${body}</tbody>\n</table></div>\n`;
      },
      tablecell({ tokens, header, align }) {
        const inner = this.parser.parseInline(tokens);
        // A corner without a word heads nothing.
        const name = header && inner !== '' ? 'th scope="col"' : 'td';
        return `<${name}${align ? ` class="${align}"` : ''}>${inner}</${name.slice(0, 2)}>`;
      },
    },
  });
  const tokens = marked.lexer(text);
  const first = (type: string) => tokens.find((token) => token.type === type);
  return {
    title: plain(children(first('heading'))),
    summary: plain(children(first('paragraph'))),
    html: marked.parser(tokens),
  };
}

/** Text without its marks. */
export function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'html') return '';
      const inner = children(token);
      return inner.length > 0 ? plain(inner) : 'text' in token ? String(token.text) : token.raw;
    })
    .join('')
    .replace(/\s+/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

function children(token: Token | undefined): readonly Token[] {
  return token && 'tokens' in token ? (token.tokens ?? []) : [];
}

/** As GitHub makes it. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function unique(slug: string, slugs: Map<string, number>): string {
  const before = slugs.get(slug) ?? 0;
  slugs.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}
