// What lies over the conversation when it is wanted. Its files are fetched then, and a template only names them.
import { html } from '../shared.ts';
import type { Scene } from '../scene.ts';

export type SheetName = 'people' | 'settings';

/** Fails where the file cannot be fetched. */
export function loadSheet(sheet: SheetName): Promise<unknown> {
  return sheet === 'people' ? import('../later/people-list.ts') : import('../later/settings-panel.ts');
}

export function sheetTemplate(sheet: SheetName, { state, choices, density, strings }: Scene) {
  return sheet === 'people'
    ? html`<ws-chat-people-list
        .here=${state.here}
        .count=${state.present}
        .me=${state.you}
        .muted=${choices.muted}
        .strings=${strings}
      ></ws-chat-people-list>`
    : html`<ws-chat-settings-panel
        .choices=${choices}
        .density=${density}
        .strings=${strings}
      ></ws-chat-settings-panel>`;
}
