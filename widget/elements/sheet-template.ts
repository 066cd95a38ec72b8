// What lies over the conversation when it is wanted. Its files are fetched then, and a template only names them.
import { html, nothing } from 'lit';
import type { ChatState } from '../chat-state.ts';
import type { Choices } from '../choices.ts';
import type { GivenStrings } from '../locales/strings.ts';

export type SheetName = 'people' | 'settings';

export interface SheetContext {
  readonly state: ChatState;
  readonly choices: Choices;
  /** As the page has it. */
  readonly density: 'comfortable' | 'compact';
  readonly strings: GivenStrings;
}

/** Fails where the file cannot be fetched. */
export function loadSheet(sheet: SheetName): Promise<unknown> {
  return sheet === 'people' ? import('../later/people-list.ts') : import('../later/settings-panel.ts');
}

export function sheetTemplate(
  sheet: SheetName | undefined,
  { state, choices, density, strings }: SheetContext,
) {
  switch (sheet) {
    case 'people':
      return html`<ws-chat-people-list
        .here=${state.here}
        .count=${state.present}
        .me=${state.you}
        .muted=${choices.muted}
        .strings=${strings}
      ></ws-chat-people-list>`;
    case 'settings':
      return html`<ws-chat-settings-panel
        .choices=${choices}
        .density=${density}
        .strings=${strings}
      ></ws-chat-settings-panel>`;
    default:
      return nothing;
  }
}
