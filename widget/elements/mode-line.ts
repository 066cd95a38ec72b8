// How the room is kept, above where one writes; and what stands in the field's place while nothing can be written.
import type { RoomMode } from '../../protocol/server-messages.ts';
import type { ComposerStrings } from '../locales/strings.ts';
import { pauseOf, type Shut } from '../room-mode.ts';
import { html, nothing } from '../shared.ts';
import { durationOf } from '../text/duration.ts';
import type { Closed } from './closed-template.ts';
import './wait.ts';

/** Nothing of it where it is open. It stays in the page, so that a change of it is read out. */
export function modeLine(mode: RoomMode, strings: ComposerStrings) {
  const pause = pauseOf(mode, Date.now());
  const told = [
    pause && pauseTemplate(pause, strings),
    mode.readOnly && strings.readOnly,
    mode.membersOnly && strings.membersOnly,
    mode.emojiOnly && strings.emojiOnly,
    mode.holdAll && strings.holdAll,
    mode.slowSeconds && strings.slowMode(durationOf(mode.slowSeconds * 1_000, strings)),
    mode.shield && strings.shielded(durationOf(mode.shield.slowSeconds * 1_000, strings)),
  ].filter(Boolean);
  return html`<div class="mode" part="mode" role="status">
    ${told.map((one) => html`<span>${one}</span>`)}
  </div>`;
}

export function closedByMode(shut: Shut, strings: ComposerStrings): Closed {
  switch (shut.kind) {
    case 'paused':
      return { sentence: pauseTemplate(shut, strings) };
    case 'read-only':
      return { sentence: strings.readOnly };
    case 'members-only':
      return { sentence: strings.membersOnly };
    case 'no-post':
      return { sentence: strings.noPost };
  }
}

function pauseTemplate({ message, until }: Extract<Shut, { kind: 'paused' }>, strings: ComposerStrings) {
  return html`<bdi>${message ?? strings.paused}</bdi> ${
      until === undefined
        ? nothing
        : html`<ws-chat-wait
            .until=${until}
            .say=${strings.goesOnIn}
            .words=${(ms: number) => durationOf(ms, strings)}
          ></ws-chat-wait>`
    }`;
}
