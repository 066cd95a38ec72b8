// What the reader's wishes are carried out with.
import type { ReactiveControllerHost } from 'lit';
import type { About } from '../elements/about.ts';
import type { ChatLog } from '../later/chat-log.ts';
import type { GivenStrings } from '../locales/strings.ts';
import type { MuteWish } from '../muting.ts';
import type { ChatController } from './chat-controller.ts';
import type { ReadMark } from './read-mark.ts';
import type { Reading } from './reading.ts';

/** Where one writes, once it has come. */
export interface Composer {
  focus(): void;
  /** Puts a text back to be written on. */
  restore(text: string): void;
}

export interface ActsOptions {
  readonly chat: ChatController;
  readonly mark: ReadMark;
  readonly reading: Reading;
  readonly log: () => ChatLog | null;
  readonly composer: () => Composer | null;
  readonly room: () => string;
  readonly strings: () => GivenStrings;
  /** What is written from now on answers or changes this message. */
  readonly writeAbout: (about: About | undefined) => void;
  readonly mute: (wish: MuteWish) => void;
  /** Says something for a moment. */
  readonly say: (sentence: string) => void;
}

export interface ActsHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}
