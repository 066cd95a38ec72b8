// Where a link of a document leads in the site: to a page of it, to a file that is copied beside, or nowhere.
import { existsSync, statSync } from 'node:fs';
import { extname, join, posix } from 'node:path';

export interface Links {
  /** As it stands in the page; undefined where the repository has what it names and the site has not. */
  of(address: string): string | undefined;
}

export interface Site {
  /** By the file in the repository, the address of its page. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files to be copied, by their addresses. */
  readonly files: Map<string, string>;
}

/** Sources are read in the repository; a web server would take them for something else. */
const isSource = (file: string) => ['.ts', '.js', '.md'].includes(extname(file));

/** Of the document `file`, whose page is at `address`. */
export function linksOf(site: Site, file: string, address: string): Links {
  return {
    of(link) {
      if (/^([a-z]+:|#)/.test(link)) return link;
      const [path = '', hash = ''] = link.split(/(?=#)/);
      const named = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '');
      const page = site.pages.get(named) ?? site.pages.get(`${named}/README.md`);
      if (page !== undefined) return relative(address, page) + hash;
      if (!existsSync(named)) throw new Error(`${file} links to ${link}, and there is no ${named}.`);
      if (statSync(named).isDirectory() || isSource(named)) return undefined;
      const copy = join('files', named);
      site.files.set(copy, named);
      return relative(address, copy);
    },
  };
}

/** From one address of the site to another: so it can lie under any path, or on a disk. */
export function relative(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}
