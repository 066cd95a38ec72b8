// What those who keep a room ask for, done, and said what came of it; and what waits for them. It is loaded only where
// the server lets the reader do something of it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HeldDraft, Moderated, Refused, RestraintLine } from '../../protocol/server-messages.ts';
import { doneSentence } from '../elements/done-sentence.ts';
import { enDuration } from '../locales/en-duration.ts';
import { enHeld } from '../locales/en-held.ts';
import { enModeration } from '../locales/en-moderation.ts';
import type { ModeChange, ModerationAct, ModerationWish } from '../moderating.ts';
import { pauseOf } from '../room-mode.ts';
import type { Scene } from '../scene.ts';
import { html, icon, nothing, wear } from '../shared.ts';
import { moderation } from '../styles/moderation.ts';

/** What waits is asked for so often, while the reader looks. */
const lookEveryMs = 15_000;

/** The shortest time that the wire takes. */
const leastMs = 10_000;

const shieldIcon = icon('M8 1.8l5 1.9v4c0 3-2.1 5.2-5 6.5-2.900-1.300-5-3.500-5-6.500v-4z', 18);

interface ModerationHost extends ReactiveControllerHost {
  readonly shadowRoot: ShadowRoot | null;
}

export class Moderation implements ReactiveController {
  readonly #host: ModerationHost;
  readonly #scene: () => Scene | undefined;
  #held: readonly HeldDraft[] = [];
  #restraints: readonly RestraintLine[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The link that was asked last. */
  #askedOn: unknown;

  constructor(host: ModerationHost, scene: () => Scene | undefined) {
    this.#host = host;
    this.#scene = scene;
    wear(host.shadowRoot!, moderation);
    host.addController(this);
  }

  /** What waits for a moderator, the oldest first. */
  get held(): readonly HeldDraft[] {
    return this.#held;
  }

  /** Who is held back. */
  get restraints(): readonly RestraintLine[] {
    return this.#restraints;
  }

  hostConnected(): void {
    this.#timer ??= setInterval(() => {
      if (!document.hidden) this.#look();
    }, lookEveryMs);
  }

  hostUpdated(): void {
    const { state } = this.#scene() ?? {};
    if (state?.link.kind !== 'live' || state.link === this.#askedOn) return;
    this.#askedOn = state.link;
    this.#look();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  take(wish: ModerationWish): void {
    const { client, state } = this.#scene()!;
    switch (wish.kind) {
      case 'act':
        return this.#ask(wish.act, wish.name);
      case 'mode':
        return this.#ask({ do: 'mode', mode: changedMode(state.mode, wish.change) }, '');
      case 'notice':
        return void client.act({ type: 'notice', text: wish.text });
      case 'poll':
        return void client.act({ type: 'poll', text: wish.text, options: [...wish.options] });
    }
  }

  /** Opens what waits. */
  button(isOpen: boolean, toggle: () => void) {
    const { state, strings } = this.#scene()!;
    if (!state.may.includes('review')) return nothing;
    const { length } = this.#held;
    const label = { ...enHeld, ...strings }.waitingForYou(length);
    return html`<button
      class="icon-button held-button"
      type="button"
      data-sheet="held"
      tabindex="-1"
      aria-label=${label}
      title=${label}
      aria-expanded=${isOpen}
      @click=${toggle}
    >
      ${shieldIcon}${length > 0 ? html`<span class="held-count">${length}</span>` : nothing}
    </button>`;
  }

  #ask(act: ModerationAct, name: string): void {
    const { client, say, strings } = this.#scene()!;
    client.moderate(act, (answer) => {
      if (!answer) say(strings.noConnection);
      else if (answer.type === 'refused') say(answer.sentence);
      else say(doneSentence(act, name, answer, { ...enModeration, ...enDuration, ...strings }));
      this.#look();
    });
  }

  /** Asks for what waits, and for who is held back. */
  #look(): void {
    const { client, state } = this.#scene() ?? {};
    if (!client || state?.link.kind !== 'live') return;
    const ask = (of: 'held' | 'restraints', needs: string, take: (answer: Moderated) => void) => {
      if (!state.may.includes(needs)) return;
      client.moderate({ do: 'list', of }, (answer: Moderated | Refused | undefined) => {
        if (answer?.type !== 'moderated') return;
        take(answer);
        this.#host.requestUpdate();
      });
    };
    ask('held', 'review', ({ held = [] }) => (this.#held = held));
    ask('restraints', 'ban', ({ restraints = [] }) => (this.#restraints = restraints));
  }
}

/** As the room is kept, and what is to be otherwise: an act says the whole of it. */
function changedMode(mode: Scene['state']['mode'], change: ModeChange): ModeChange {
  const { paused: _, ...rest } = mode;
  const pause = pauseOf(mode, Date.now());
  const until = pause?.until;
  const paused = pause && {
    ...(pause.message !== undefined && { message: pause.message }),
    ...(until !== undefined && { forMs: Math.max(leastMs, until - Date.now()) }),
  };
  return { ...rest, ...(paused && { paused }), ...change };
}
