// What helps to write and is loaded when it is first needed: completions, commands and the emoji picker.
import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import type { Meaning } from '../elements/meaning.ts';
import type { PartEvent } from '../elements/part.ts';
import type { ComposerStrings } from '../locales/strings.ts';
import { tellMissing } from '../shared.ts';

export interface Aids {
  readonly field: HTMLTextAreaElement | null;
  readonly people: readonly Participant[];
  /** What may be done here. */
  readonly can: readonly string[];
  readonly strings: ComposerStrings;
}

/** A word at the caret that may become something else. */
const completable = /(?:^|\s)[@:]\S*$|^\/\S*$/;

export class WritingAids {
  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #insert: (text: string) => void;
  /** What completes stays there, and looks at the field by itself. */
  #completes = false;
  #emojiAt: HTMLElement | undefined;

  /** `insert` puts a text in at the caret. */
  constructor(host: ReactiveControllerHost & EventTarget, insert: (text: string) => void) {
    this.#host = host;
    this.#insert = insert;
  }

  get picksEmoji(): boolean {
    return this.#emojiAt !== undefined;
  }

  /** Looks at what was just typed. */
  look({ value, selectionStart }: HTMLTextAreaElement): void {
    if (this.#completes || !completable.test(value.slice(0, selectionStart))) return;
    this.#completes = true;
    this.#host.requestUpdate();
    // What is typed next asks again.
    import('../later/completions.ts').catch(() => (this.#completes = false));
  }

  /** Opens the picker beside the button that was pressed, or closes it. */
  readonly onEmojiButton = (event: Event): void => {
    this.#pickAt(this.#emojiAt ? undefined : (event.currentTarget as HTMLElement));
    import('../later/emoji-picker.ts').catch(() => {
      this.#pickAt(undefined);
      tellMissing(this.#host);
    });
  };

  readonly #onEmoji = ({ detail }: PartEvent<string>): void => this.#insert(detail);

  readonly #onEmojiEnd = (): void => this.#pickAt(undefined);

  #pickAt(button: HTMLElement | undefined): void {
    this.#emojiAt = button;
    this.#host.requestUpdate();
  }

  /** What a line amounts to that begins with a slash. */
  async meaningOf(line: string, { people, can, strings }: Omit<Aids, 'field'>): Promise<Meaning> {
    try {
      const { furtherCommands, meaningOf } = await import('../later/commands.ts');
      return meaningOf(line, can, strings, { people, further: await furtherCommands(can) });
    } catch {
      return { kind: 'problem', sentence: strings.noConnection };
    }
  }

  template({ field, people, can, strings }: Aids) {
    return html`${
      this.#completes
        ? html`<ws-chat-completions
            .field=${field}
            .people=${people}
            .can=${can}
            .strings=${strings}
          ></ws-chat-completions>`
        : nothing
    }
    ${
      this.#emojiAt
        ? html`<ws-chat-emoji-picker
            .anchor=${this.#emojiAt}
            .strings=${strings}
            @chat-emoji=${this.#onEmoji}
            @chat-emoji-end=${this.#onEmojiEnd}
          ></ws-chat-emoji-picker>`
        : nothing
    }`;
  }
}
