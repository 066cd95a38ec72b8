// A count before the page's title, of all chats in the page together. The title is given back as it was, and
// a page that changes its title meanwhile has the last word.

/** More than this is shown as a plus: nobody counts further. */
const mostShown = 99;

const counts = new Map<object, number>();

/** Undefined: the page has no title. */
type Title = string | undefined;

/** What stands there by us, and what would stand there without. */
let badged: { readonly badge: string; readonly ours: string; readonly pages: Title } | undefined;

const watcher = new MutationObserver(() => apply());

/** Each `owner` has a count of its own; none with 0. */
export function countInTitle(owner: object, count: number): void {
  if (count > 0) counts.set(owner, count);
  else counts.delete(owner);
  apply();
}

function apply(): void {
  const sum = [...counts.values()].reduce((total, count) => total + count, 0);
  const now = document.head.querySelector('title')?.textContent;
  const pages = badged && now === badged.ours ? badged.pages : withoutBadge(now);
  if (sum === 0) {
    watcher.disconnect();
    if (badged && now !== pages) write(pages);
    badged = undefined;
    return;
  }
  const badge = `(${sum > mostShown ? `${mostShown}+` : sum}) `;
  const ours = `${badge}${pages ?? ''}`;
  badged = { badge, ours, pages };
  if (now !== ours) write(ours);
  watcher.observe(document.head, { childList: true, subtree: true, characterData: true });
}

/** A page may read its title and write it back with something added. */
function withoutBadge(title: Title): Title {
  return badged && title?.startsWith(badged.badge) ? title.slice(badged.badge.length) : title;
}

function write(title: Title): void {
  const element = document.head.querySelector('title');
  if (title === undefined) element?.remove();
  else if (element) element.textContent = title;
  else document.title = title;
}
