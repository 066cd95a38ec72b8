// The line above the field: the connection while there is something to say of it, and otherwise who writes.
import { html, nothing } from 'lit';
import type { ComposerStrings } from '../locales/strings.ts';

export interface StateLine {
  /** What there is to say of the connection. */
  readonly status: unknown;
  readonly writers: readonly string[];
  /** The chosen name; undefined where none was chosen, or nothing can be written. */
  readonly name: string | undefined;
  readonly strings: ComposerStrings;
  readonly onRename: () => void;
}

export function stateLine({ status, writers, name, strings, onRename }: StateLine) {
  const isQuiet = status === undefined;
  return html`<div class="state">
    <span class="state-line" part="status" role="status">${status}</span>
    ${
      isQuiet && writers.length > 0
        ? html`<span class="writers" part="writers" aria-hidden="true"
            ><bdi>${strings.writing(writers)}</bdi></span
          >`
        : nothing
    }
    ${
      isQuiet && name !== undefined
        ? html`<button
            class="writing-as"
            type="button"
            aria-label=${strings.changeName(name)}
            @click=${onRename}
          >
            ${strings.writingAs} <b><bdi>${name}</bdi></b>
          </button>`
        : nothing
    }
  </div>`;
}
