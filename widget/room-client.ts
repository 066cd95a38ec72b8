// A room as the element has it: all there is to show, and one door for whatever is done there.
import type { ClientMessage, History } from '../protocol/client-messages.ts';
import type { Page } from '../protocol/server-messages.ts';
import type { Credentials } from './credentials.ts';
import type { Deed } from './outbox/outbox.ts';
import type { Ear, Voice } from './room-ear.ts';
import { RoomListener } from './room-listener.ts';
import { olderThan } from './timeline/timeline.ts';

/** Entries that are older or newer than this seq. */
export type Wanted = Pick<History, 'before'> | Pick<History, 'after'>;

/** Entries in a page for the reader. */
const readerEntries = 50;

export class RoomClient extends RoomListener {
  #stopVisitor: (() => void) | undefined;

  start(): void {
    if (this.#stopVisitor) return;
    this.#stopVisitor = this.visitor.start();
    this.sender.start();
    // A member needs no token of ours.
    if (this.entrance.isMembers) return this.connection.start();
    this.keep.introduce((done) => {
      this.introduced = done;
      if (this.#stopVisitor) this.connection.start();
      else done();
    });
  }

  /** Ends the connection; the state stays as it was. */
  close(): void {
    this.#stopVisitor?.();
    this.#stopVisitor = undefined;
    this.introduced();
    this.connection.close();
    this.sender.close();
  }

  /** Has the visitor signed in by what the page gives now, or signed out. Another participant comes in anew. */
  signIn(credentials: Credentials): void {
    this.entrance.give(credentials);
  }

  protected override comeInAnew(): void {
    if (!this.#stopVisitor) return;
    this.whole(() => {
      this.close();
      this.start();
    });
  }

  /**
   * Does something in the room: it is in the state at once, and sent as soon as it can be. Returns its draft id;
   * undefined, and nothing is taken, where too many drafts wait already, and where the server does not know how.
   */
  act(deed: Deed): string | undefined {
    return deed.type === 'post' || this.#can(deed.type) ? this.sender.add(deed) : undefined;
  }

  /** Has a part that comes later hear what the server says, before anybody else. */
  attach(make: (voice: Voice) => Ear): void {
    this.ears.add(make(this.voice));
  }

  /** Sends a draft once more that was handed back, under the same id. */
  retry(draftId: string): void {
    this.sender.take({ type: 'retried', draftId });
  }

  /** Forgets a draft; returns its text, so that it can be written anew. */
  discard(draftId: string): string {
    return textOf(this.sender.discard(draftId)?.deed);
  }

  /** Chooses the visitor's name, and keeps it for next time. */
  rename(name: string): void {
    this.visitor.rename(name);
  }

  /** Takes a name for this visit only, as the host page has it. */
  callMyself(name: string): void {
    this.visitor.callMyself(name);
  }

  /** Asks for older entries, unless there are none or they are on their way. */
  loadOlder(): void {
    const { timeline, loadingOlder } = this.state;
    if (loadingOlder || !timeline.more) return;
    const isAsked = this.ask({ before: olderThan(timeline) }, (page) => {
      this.set({ loadingOlder: false });
      this.reduce(page);
      this.sender.take({ type: 'entered', entries: page.entries });
    });
    if (isAsked) this.set({ loadingOlder: true });
  }

  /**
   * Asks for entries that are older or newer than a seq, for the caller alone; returns whether they are on
   * their way. They never come where the link is lost before.
   */
  ask(wanted: Wanted, take: (page: Page) => void): boolean {
    return this.pages.ask({ ...wanted, limit: readerEntries }, take);
  }

  /** Lets the oldest entries go; they can be loaded again. */
  trim(keep: number): void {
    this.reduce({ type: 'trimmed', keep });
  }

  /** Does not wait any longer for the next try, or tries again after the server has sent one off for good. */
  retryNow(): void {
    this.connection.start();
    this.connection.nudge();
  }

  /** An older server ends the connection at what it does not know. */
  #can(type: ClientMessage['type']): boolean {
    return this.state.capabilities.includes(type);
  }
}

/** Empty for a deed without words. */
function textOf(deed: Deed | undefined): string {
  return deed && 'text' in deed ? deed.text : '';
}
