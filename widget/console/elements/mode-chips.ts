// How a room is kept, as chips beside its name; an open room has none.
import { html, nothing } from 'lit';
import type { RoomMode } from '../../../protocol/server-messages.ts';
import type { ConsoleStrings } from '../strings.ts';

export function modeChips(mode: RoomMode, strings: ConsoleStrings, now = Date.now()) {
  const { slowSeconds, membersOnly, emojiOnly, readOnly, holdAll, paused, shield } = mode;
  const isPaused = paused && (paused.until === undefined || paused.until > now);
  const chips = [
    isPaused && strings.paused,
    readOnly && strings.readOnly,
    slowSeconds && strings.slowBy(slowSeconds),
    membersOnly && strings.membersOnly,
    emojiOnly && strings.emojiOnly,
    holdAll && strings.holdAll,
    shield && shield.until > now && strings.shield,
  ].filter(Boolean);
  return chips.length === 0 ? nothing : chips.map((chip) => html`<span class="chip warn">${chip}</span>`);
}
