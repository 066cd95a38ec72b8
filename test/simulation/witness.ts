// Sees what happens in a world and keeps what the law will ask for: what was written, what was acknowledged,
// what was handed back, and what every page showed. It speaks up at once where a promise is broken.
import type { Entry } from '../../protocol/server-messages.ts';
import type { ChatClient } from '../../widget/client.ts';
import type { Draft } from '../../widget/outbox/outbox.ts';
import { fold, shownIn } from './fold.ts';
import { isSameEntry } from './same-entry.ts';
import type { VirtualDisk } from './world/virtual-disk.ts';
import type { VirtualPage, VirtualTab } from './world/virtual-page.ts';

/** A promise was broken; the message says which and where. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}

/** What a page showed once; good until it is told to start anew. */
interface Snapshot {
  readonly entries: readonly Entry[];
  readonly last: number;
}

export class Witness {
  readonly #disk: VirtualDisk;
  /** Draft ids in the order they were written, by tab. */
  readonly written = new Map<VirtualTab, string[]>();
  /** Draft ids that some page knew to be in the log. */
  readonly acknowledged = new Set<string>();
  /** Draft ids that were handed back at some time: these may come later than what was written after them. */
  readonly handedBack = new Set<string>();
  /** Draft ids that somebody sent once more although they were another guest's: these may be there twice. */
  readonly adopted = new Set<string>();
  readonly discarded = new Set<string>();
  readonly #snapshots = new Map<VirtualPage, Snapshot>();

  constructor(disk: VirtualDisk) {
    this.#disk = disk;
  }

  /** Follows a page's client through its changes. */
  follow(page: VirtualPage): void {
    const { client } = page;
    let drafts: readonly Draft[] = client.state.drafts;
    client.subscribe(() => {
      const now = client.state.drafts;
      if (now === drafts) return;
      for (const draft of drafts) if (!isAmong(draft, now)) this.#isGone(draft);
      for (const draft of now) this.#isSeen(draft);
      drafts = now;
    });
  }

  wrote(page: VirtualPage, draftId: string): void {
    const written = this.written.get(page.tab) ?? [];
    this.written.set(page.tab, written);
    written.push(draftId);
  }

  /** A page is given this; a reset ends what its snapshots promise. */
  pageHears(page: VirtualPage, text: string, read: () => void): void {
    if (text.startsWith('{"type":"welcome"') && text.includes('"resumed":false'))
      this.#snapshots.delete(page);
    read();
  }

  /** What comes by a socket that its page has closed changes nothing. */
  formerSocketSpeaks(page: VirtualPage, text: string, read: () => void): void {
    const { state } = page.client;
    read();
    if (page.client.state !== state)
      throw new LawBroken(`A former socket still counts for ${page.id}: ${text}`);
  }

  /** What the page shows now must go on from what it showed before. */
  look(page: VirtualPage): void {
    const { entries, lines, last } = page.client.state.timeline;
    const first = last - entries.length + 1;
    entries.forEach(({ seq }, index) => {
      if (seq !== first + index)
        throw new LawBroken(`${page.id} shows ${seq} where ${first + index} belongs.`);
    });
    if (JSON.stringify(shownIn(lines)) !== JSON.stringify(fold(entries)))
      throw new LawBroken(`${page.id} shows other lines than its entries make.`);
    const former = this.#snapshots.get(page);
    if (former) {
      if (last < former.last) throw new LawBroken(`${page.id} forgot ${last + 1} to ${former.last}.`);
      for (const entry of former.entries) {
        const now = entries[entry.seq - first];
        if (now && !isSameEntry(entry, now, this.#disk.generation > 0))
          throw new LawBroken(`${page.id} shows another entry ${entry.seq} than before.`);
      }
    }
    this.#snapshots.set(page, { entries, last });
  }

  discard(client: ChatClient, draftId: string): void {
    this.discarded.add(draftId);
    client.discard(draftId);
  }

  retry(client: ChatClient, draftId: string): void {
    if (client.state.drafts.some((draft) => draft.draftId === draftId && draft.kind === 'estranged'))
      this.adopted.add(draftId);
    client.retry(draftId);
  }

  #isSeen(draft: Draft): void {
    if (draft.kind === 'accepted') this.acknowledged.add(draft.draftId);
    if (draft.kind === 'refused' || draft.kind === 'estranged') this.handedBack.add(draft.draftId);
    if (draft.kind === 'refused' && !draft.sentence)
      throw new LawBroken(`${draft.draftId} was refused without a sentence.`);
  }

  #isGone({ draftId }: Draft): void {
    if (!this.discarded.has(draftId)) this.acknowledged.add(draftId);
  }
}

function isAmong({ draftId }: Draft, drafts: readonly Draft[]): boolean {
  return drafts.some((other) => other.draftId === draftId);
}
