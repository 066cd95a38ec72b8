// The line above the field: the connection while there is something to say of it, and otherwise who writes.
import { html, nothing } from 'lit';
import type { ComposerStrings } from '../locales/strings.ts';

export interface StateLine {
  /** What there is to say of the connection. */
  readonly status: unknown;
  readonly writers: readonly string[];
  /** The chosen name; undefined where none was chosen, or nothing can be written. */
  readonly name: string | undefined;
  /** Whether it can be changed: a member's is their site's. */
  readonly renames: boolean;
  readonly strings: ComposerStrings;
  readonly onRename: () => void;
}

export function stateLine({ status, writers, name, renames, strings, onRename }: StateLine) {
  const isQuiet = status === undefined;
  const writingAs = html`${strings.writingAs} <b><bdi>${name}</bdi></b>`;
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
      !isQuiet || name === undefined
        ? nothing
        : renames
          ? html`<button
              class="writing-as"
              type="button"
              aria-label=${strings.changeName(name)}
              @click=${onRename}
            >
              ${writingAs}
            </button>`
          : html`<span class="writing-as">${writingAs}</span>`
    }
  </div>`;
}
