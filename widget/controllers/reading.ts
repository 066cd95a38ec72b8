// What of the log is held and shown. While the reader follows, that is the timeline, kept short. Who reads
// further back while much comes gets a window of their own, and the timeline is kept short all the same.
import type { ReactiveControllerHost } from 'lit';
import type { ChatLog } from '../later/chat-log.ts';
import type { ReadingBack } from '../later/reading-back.ts';
import { olderThan, type Timeline } from '../timeline/timeline.ts';
import type { ChatController } from './chat-controller.ts';
import type { ReadMark } from './read-mark.ts';

export interface ReadingOptions {
  readonly chat: ChatController;
  readonly mark: ReadMark;
  readonly log: () => ChatLog | null;
  /** Whether a message is on its way to be shown: then nothing may be let go. */
  readonly isSeeking: () => boolean;
  /** Of what is held in the timeline. */
  readonly countUnread: () => number;
}

/** Entries that are kept, and how many more may gather in a window first. */
const kept = 500;
const slack = 100;

/** The same for the timeline beside a window. */
const beside = 100;

export class Reading {
  readonly #host: ReactiveControllerHost;
  readonly #options: ReadingOptions;
  #back: ReadingBack | undefined;
  #isLoading = false;

  constructor(host: ReactiveControllerHost, options: ReadingOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** What is shown; undefined where nothing is known. */
  get timeline(): Timeline | undefined {
    return (this.#window ?? this.#options.chat.state)?.timeline;
  }

  /** Whether the log goes on where that ends. */
  get isAhead(): boolean {
    return this.#window?.isAhead ?? false;
  }

  get isLoadingOlder(): boolean {
    return (this.#window ? this.#window.isLoadingOlder : this.#options.chat.state?.loadingOlder) ?? false;
  }

  loadOlder(): void {
    (this.#window ?? this.#options.chat.client)?.loadOlder();
  }

  loadNewer(): void {
    this.#window?.loadNewer();
  }

  /** Shows what is around a message that is not held; to be called until it is. */
  around(seq: number): void {
    if (this.#window) this.#window.around(seq);
    else this.#readBack();
  }

  /** Shows the newest again. */
  readonly toLatest = (): void => {
    this.#back?.close();
    this.#back = undefined;
    this.#host.requestUpdate();
  };

  /** Lets go what is too much; to be called once it is drawn. */
  tidy(): void {
    const { chat, log, isSeeking } = this.#options;
    const timeline = chat.state?.timeline;
    if (!timeline) return;
    if (isSeeking()) return this.#need(Infinity);
    const isFollowing = log()?.following ?? true;
    if (this.#back && isFollowing) this.toLatest();
    const window = this.#window;
    const seq = isFollowing ? undefined : log()!.seqInView;
    if (window && seq !== undefined && window.timeline.entries.length > kept + slack) {
      window.keepAround(seq, kept);
      this.#host.requestUpdate();
    }
    if (window) return this.#need(beside);
    if (seq === undefined) return this.#need(kept);
    this.#need(Infinity);
    if (timeline.entries.length > kept + slack) this.#readBack();
  }

  /** Of the timeline so many entries are needed. What is let go of them is unread all the same. */
  #need(keep: number): void {
    const { chat, mark, countUnread } = this.#options;
    const onTrim = () => {
      const unread = countUnread();
      return () => mark.letGo(unread - countUnread(), olderThan(chat.state!.timeline) - 1);
    };
    chat.trim({ keep, onTrim });
  }

  /** That of a former room leads nowhere. */
  get #window(): ReadingBack | undefined {
    const { client } = this.#options.chat;
    return this.#back?.client === client ? this.#back : undefined;
  }

  #readBack(): void {
    if (this.#isLoading) return;
    this.#isLoading = true;
    void import('../later/reading-back.ts')
      .then(
        ({ ReadingBack }) => {
          const { client } = this.#options.chat;
          const onChange = () => this.#host.requestUpdate();
          this.#back = client && new ReadingBack({ client, onChange, onLost: this.toLatest });
          onChange();
        },
        () => {},
      )
      .finally(() => (this.#isLoading = false));
  }
}
