// What a tab keeps of the outbox through a reload. Where storage is forbidden or full, drafts are
// forgotten with the page, as they are where there is none.
import { attempt } from '../attempt.ts';

export interface DraftKeep {
  /** What earlier clients of this tab left for this room, and no other client has now. */
  take(): readonly string[];
  write(kept: string): void;
  /** Lets whoever comes next take what was written. */
  release(): void;
}

/** Clients of one room in one page, each with a place of its own. */
const places = 8;

/** The places of clients that are at work in this page. */
const taken = new Set<string>();

/** The session's storage is the tab's own: two tabs send nothing of each other's. */
export function browserDraftKeep(server: string, room: string): DraftKeep {
  const all = Array.from({ length: places }, (_, place) => `ws-chat ${server} drafts ${room} ${place}`);
  let own: string | undefined;
  return {
    take() {
      const free = all.filter((place) => !taken.has(place));
      const left = free.map((place) => attempt(() => sessionStorage.getItem(place)));
      // What was left elsewhere is ours now, and written down in our own place.
      for (const place of free.slice(1)) attempt(() => sessionStorage.removeItem(place));
      own = free[0];
      if (own !== undefined) taken.add(own);
      return left.filter((kept) => typeof kept === 'string');
    },
    write(kept) {
      const place = own;
      if (place === undefined) return;
      // What no longer fits leaves the former drafts there: sent twice, they are one entry all the same.
      attempt(() => (kept === '' ? sessionStorage.removeItem(place) : sessionStorage.setItem(place, kept)));
    },
    release() {
      if (own !== undefined) taken.delete(own);
      own = undefined;
    },
  };
}
