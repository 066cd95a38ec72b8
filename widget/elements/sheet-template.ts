// What lies over the conversation when it is wanted. Its files are fetched then, and a template only names them.
import { html } from '../shared.ts';
import type { HeldDraft, ReportLine, RestraintLine } from '../../protocol/server-messages.ts';
import type { Scene } from '../scene.ts';

export type SheetName = 'people' | 'settings' | 'held';

/** What those who keep the room look after. */
export interface Kept {
  readonly held: readonly HeldDraft[];
  readonly reports: readonly ReportLine[];
  readonly restraints: readonly RestraintLine[];
}

/** Fails where the file cannot be fetched. */
export function loadSheet(sheet: SheetName): Promise<unknown> {
  switch (sheet) {
    case 'people':
      return import('../later/people-list.ts');
    case 'settings':
      return import('../later/settings-panel.ts');
    case 'held':
      return import('../later/held-list.ts');
  }
}

export function sheetTemplate(sheet: SheetName, scene: Scene, kept: Kept | undefined) {
  const { state, choices, density, strings } = scene;
  switch (sheet) {
    case 'people':
      return html`<ws-chat-people-list
        .here=${state.here}
        .count=${state.present}
        .me=${state.you}
        .may=${state.may}
        .rows=${scene.rows()}
        .muted=${choices.muted}
        .strings=${strings}
      ></ws-chat-people-list>`;
    case 'settings':
      return html`<ws-chat-settings-panel
        .choices=${choices}
        .density=${density}
        .may=${state.may}
        .strings=${strings}
      ></ws-chat-settings-panel>`;
    case 'held':
      return html`<ws-chat-held-list
        .held=${kept?.held ?? []}
        .reports=${kept?.reports ?? []}
        .rows=${scene.rows()}
        .restraints=${kept?.restraints ?? []}
        .may=${state.may}
        .mode=${state.mode}
        .names=${namesIn(scene)}
        .strings=${strings}
      ></ws-chat-held-list>`;
  }
}

/** Of all who were seen, by their ids. */
function namesIn({ state }: Scene): ReadonlyMap<string, string> {
  const people = [...state.timeline.lines.map(({ from }) => from), ...(state.here ?? [])];
  return new Map(people.map(({ id, name }) => [id, name]));
}
