// The foot of what is changed first and saved then: how it stands, and the two ways on.
import { html } from 'lit';
import type { ConsoleStrings } from '../strings.ts';

export interface SaveBar {
  readonly strings: ConsoleStrings;
  readonly isChanged: boolean;
  /** What there is to say while it is not saved. */
  readonly unsaved: string;
  /** Why it could not be saved, in words. */
  readonly trouble: string;
  readonly isBusy: boolean;
  readonly onUndo: () => void;
  readonly onSave: () => void;
}

export function saveBar({ strings, isChanged, unsaved, trouble, isBusy, onUndo, onSave }: SaveBar) {
  return html`<footer class="save-bar" ?data-dirty=${isChanged}>
    <p class="problem" role="alert">${trouble}</p>
    <span class="quiet grow" role="status">${isChanged ? unsaved : strings.allSaved}</span>
    <button class="button" type="button" ?disabled=${!isChanged} @click=${onUndo}>
      ${strings.undoChanges}
    </button>
    <button class="button primary" type="button" ?disabled=${!isChanged || isBusy} @click=${onSave}>
      ${strings.save}
    </button>
  </footer>`;
}
