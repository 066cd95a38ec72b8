// What those who keep a room ask for, done, and said what came of it, to be taken back for a while; and what waits for
// them. It is loaded only where the server lets the reader do something of it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HeldDraft, Moderated, ReportLine, RestraintLine } from '../../protocol/server-messages.ts';
import { doneSentence } from '../elements/done-sentence.ts';
import { enDuration } from '../locales/en-duration.ts';
import { enHeld } from '../locales/en-held.ts';
import { enModeration } from '../locales/en-moderation.ts';
import type { ModeChange, ModerationAct, ModerationWish } from '../moderating.ts';
import { pauseOf } from '../room-mode.ts';
import type { Scene } from '../scene.ts';
import { html, icon, nothing, wear } from '../shared.ts';
import { moderation } from '../styles/moderation.ts';
import { carryOut, type Request } from './asked.ts';

/** The shortest time that the wire takes. */
const leastMs = 10_000;

/** What the server can take back; the others are over with, or are decisions of their own. */
const undone = /^(remove-all|clear|mute|unmute|ban|unban|mode|resolve|dismiss)$/;

const shieldIcon = icon('M8 1.8l5 1.9v4c0 3-2.1 5.2-5 6.5-2.900-1.300-5-3.500-5-6.500v-4z', 18);

interface ModerationHost extends ReactiveControllerHost, EventTarget {
  readonly shadowRoot: ShadowRoot | null;
}

export class Moderation implements ReactiveController {
  readonly #host: ModerationHost;
  readonly #scene: () => Scene | undefined;
  readonly #isOpen: () => boolean;
  #held: readonly HeldDraft[] = [];
  #reports: readonly ReportLine[] = [];
  #restraints: readonly RestraintLine[] = [];
  /** What is said here in the page’s language is on its way. */
  readonly #learned: Promise<void> | undefined;
  /** What the lists were asked for last; nothing while nobody sees them. */
  #askedFor: readonly unknown[] = [];
  /** Draft ids of acts that can be taken back, the latest last. */
  #done: readonly string[] = [];

  /** `isOpen` tells whether the lists are seen. */
  constructor(host: ModerationHost, scene: () => Scene | undefined, isOpen: () => boolean) {
    this.#host = host;
    this.#scene = scene;
    this.#isOpen = isOpen;
    wear(host.shadowRoot!, moderation);
    this.#learned = scene()?.learn();
    host.addController(this);
  }

  /** What waits for a moderator, the oldest first. */
  get held(): readonly HeldDraft[] {
    return this.#held;
  }

  /** What visitors have reported. */
  get reports(): readonly ReportLine[] {
    return this.#reports;
  }

  /** Who is held back. */
  get restraints(): readonly RestraintLine[] {
    return this.#restraints;
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKeydown);
  }

  /** Asks for what is seen, anew when the server tells that it is otherwise. */
  hostUpdated(): void {
    const { link, waiting, may } = this.#scene()?.state ?? {};
    const seen = this.#isOpen() && link?.kind === 'live' ? [link, waiting, may] : [];
    if (seen.length === this.#askedFor.length && seen.every((one, index) => one === this.#askedFor[index]))
      return;
    this.#askedFor = seen;
    this.#look();
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKeydown);
  }

  take(wish: ModerationWish): void {
    const { client, state, strings } = this.#scene()!;
    switch (wish.kind) {
      case 'act':
        return void this.#act(wish.act, wish.name);
      case 'mode':
        return void this.#act({ do: 'mode', mode: changedMode(state.mode, wish.change) }, '');
      case 'remove':
        return void this.#do({ type: 'remove', ref: wish.seq }, () =>
          ({ ...enModeration, ...strings }).didRemoveAll(wish.name, 1),
        );
      case 'notice':
        return void client.act({ type: 'notice', text: wish.text, level: wish.level });
      case 'undo':
        return void this.#undo();
      case 'poll':
        return void client.act({ type: 'poll', text: wish.text, options: [...wish.options] });
    }
  }

  /** Opens what waits. */
  button(isOpen: boolean, toggle: () => void) {
    const { state, strings } = this.#scene()!;
    const { held, reports } = state.waiting;
    if (!state.may.includes('review')) return nothing;
    const count = held + reports;
    const label = { ...enHeld, ...strings }.waitingForYou(count);
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
      ${shieldIcon}${count > 0 ? html`<span class="held-count">${count}</span>` : nothing}
    </button>`;
  }

  #act(act: ModerationAct, name: string): Promise<void> {
    const sentence = (answer: Moderated) =>
      doneSentence(act, name, answer, { ...enModeration, ...enDuration, ...this.#scene()!.strings });
    return this.#do({ type: 'moderate', act }, sentence, undone.test(act.do));
  }

  async #do(request: Request, sentence: (answer: Moderated) => string, isUndone = true): Promise<void> {
    const { client } = this.#scene()!;
    const answer = await carryOut(client, request);
    await this.#learned;
    const { state, say, strings } = this.#scene() ?? {};
    if (!say) return;
    if (answer.kind === 'refused') return say(answer.sentence || strings!.noConnection);
    const { draftId, moderated = { type: 'moderated', draftId } } = answer;
    const canUndo = isUndone && state!.may.includes('undo');
    if (canUndo) this.#done = [...this.#done, draftId];
    say(sentence(moderated), canUndo ? this.#undoButton() : undefined);
    if (this.#isOpen()) this.#look();
  }

  #undoButton() {
    return html`<button
      class="toast-act"
      type="button"
      aria-keyshortcuts="Control+Z"
      @click=${() => void this.#undo()}
    >
      ${{ ...enModeration, ...this.#scene()!.strings }.undo}
    </button>`;
  }

  /** The latest first. What can be done about it goes with its sentence. */
  async #undo(): Promise<void> {
    const words = { ...enModeration, ...this.#scene()!.strings };
    const of = this.#done.at(-1);
    if (of === undefined) return this.#scene()!.say(words.nothingToUndo);
    this.#done = this.#done.slice(0, -1);
    const { shadowRoot } = this.#host;
    if (shadowRoot!.activeElement?.matches('.toast-act'))
      shadowRoot!.querySelector<HTMLElement>('.scroller')?.focus({ preventScroll: true });
    await this.#act({ do: 'undo', of }, '');
  }

  /** As everywhere; in a field with something in it the key is the field’s own. */
  readonly #onKeydown = (event: Event): void => {
    const { key, ctrlKey, metaKey, shiftKey } = event as KeyboardEvent;
    if (key !== 'z' || !(ctrlKey || metaKey) || shiftKey) return;
    const target = event.composedPath()[0] as HTMLElement;
    const button = this.#host.shadowRoot!.querySelector<HTMLElement>('.toast-act');
    if (!button || (target as HTMLTextAreaElement).value) return;
    event.preventDefault();
    button.click();
  };

  #look(): void {
    const { client, state } = this.#scene() ?? {};
    if (this.#askedFor.length === 0 || !client) return;
    const ask = async (
      of: 'held' | 'reports' | 'restraints',
      needs: string,
      take: (answer: Moderated) => void,
    ) => {
      if (!state!.may.includes(needs)) return;
      const answer = await carryOut(client, { type: 'moderate', act: { do: 'list', of } });
      if (answer.kind === 'refused') return;
      take(answer.moderated!);
      this.#host.requestUpdate();
    };
    void ask('held', 'review', ({ held = [] }) => (this.#held = held));
    void ask('reports', 'review', ({ reports = [] }) => (this.#reports = reports));
    void ask('restraints', 'ban', ({ restraints = [] }) => (this.#restraints = restraints));
  }
}

/** As the room is kept, and what is to be otherwise: an act says the whole of it. */
function changedMode(mode: Scene['state']['mode'], change: ModeChange): ModeChange {
  const { paused: _, shield: _shield, ...rest } = mode;
  const pause = pauseOf(mode, Date.now());
  const until = pause?.until;
  const paused = pause && {
    ...(pause.message !== undefined && { message: pause.message }),
    ...(until !== undefined && { forMs: Math.max(leastMs, until - Date.now()) }),
  };
  return { ...rest, ...(paused && { paused }), ...change };
}
