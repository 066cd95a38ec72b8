// What a reader does to the rows: points at them, presses their buttons, goes through them by the keys. It
// comes with the first of that, and has the tools stand on the row that is meant.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Participant } from '../../protocol/server-messages.ts';
import type { RowAct } from '../elements/row-act.ts';
import type { MessageRow, Row } from '../rows/row.ts';
import { isComposing, PartEvent } from '../shared.ts';
import { RowFocus, type Key } from './row-focus.ts';
import { RowPointer } from './row-pointer.ts';

interface Log extends ReactiveControllerHost, HTMLElement {
  readonly rows: readonly Row[];
  readonly can: readonly string[];
  readonly me: Participant | undefined;
}

/** What can be done with a row, as buttons that stand on it. */
interface Tools extends HTMLElement {
  row: MessageRow | undefined;
  rows: readonly Row[];
  me: Participant | undefined;
  readonly isOpen: boolean;
  readonly updateComplete: Promise<unknown>;
  readonly controls: readonly HTMLElement[];
  /** Says beside this button who has reacted, and how. */
  showReactions(opener: HTMLElement): void;
  /** Does what a key asks for on the row itself; returns whether that is there. */
  take(key: string, opener: HTMLElement): boolean;
}

/** An event, or what was kept of one until it could be handled. */
export type Handled = Pick<Event, 'type' | 'target'> & Partial<Pick<PointerEvent, 'pointerType'> & Key>;

export class RowHandling implements ReactiveController {
  readonly #log: Log;
  readonly #focus: RowFocus;
  readonly #pointer: RowPointer;
  /** The seq of the message that is pointed at or has the focus. */
  #pointed: number | undefined;
  /** A pressed button in whose place rows come, from this seq on. */
  #giving: { readonly button: HTMLElement; readonly seq: number } | undefined;

  constructor(log: Log) {
    this.#log = log;
    this.#focus = new RowFocus(log, {
      onEnter: (row) => this.#toolsOn(row)?.updateComplete,
      controlsOf: (row) => this.#controlsOf(row),
      onWish: (wish) => this.#tell(wish),
      onRowKey: (key, row) => this.#toolsOn(row)?.take(key, row) ?? false,
    });
    this.#pointer = new RowPointer(log, (seq) => {
      if (this.#tools?.isOpen) return;
      this.#pointed = seq;
      log.requestUpdate();
    });
    log.addController(this);
  }

  /** Returns whether a key did something here: then it does nothing else. */
  handle(event: Handled): boolean {
    if (event.type === 'keydown') {
      const pressed = event as Handled & KeyboardEvent;
      return !isComposing(pressed) && this.#focus.press(pressed);
    }
    this.#follow(event);
    return false;
  }

  #follow(event: Handled): void {
    switch (event.type) {
      case 'focusin':
        this.#focus.follow(event);
        return this.#pointer.focus(event);
      case 'click':
        return this.#press((event.target as Element).closest<HTMLElement>(pressable));
      case 'pointerleave':
        return this.#pointer.leave();
      case 'chat-tools-closed':
        return this.#rowOf(this.#pointed)?.focus({ preventScroll: true });
      default:
        this.#pointer.move(event);
    }
  }

  hostUpdated(): void {
    this.#passFocus();
    const tools = this.#tools;
    if (!tools) return;
    this.#equip(tools);
    const row = this.#rowOf(this.#pointed);
    if (!row) return;
    const top = row.getBoundingClientRect().top - tools.parentElement!.getBoundingClientRect().top;
    tools.style.setProperty('inset-block-start', `${top}px`);
  }

  /** What had the focus is gone: what has come in its place gets it. */
  #passFocus(): void {
    const { button, seq = 0 } = this.#giving ?? {};
    if (!button || button.isConnected) return;
    this.#giving = undefined;
    const rows = [...this.#log.querySelectorAll<HTMLElement>('[data-seq]')];
    rows.find((row) => Number(row.dataset.seq) >= seq)?.focus({ preventScroll: true });
  }

  #equip(tools: Tools): void {
    tools.row = this.#pointedRow;
    tools.rows = this.#log.rows;
    tools.me = this.#log.me;
  }

  /** Who does something on a row means that one: it may be pointed at but now, or the mouse lie elsewhere. */
  #toolsOn(row: HTMLElement): Tools | null {
    this.#pointed = Number(row.dataset.seq);
    this.#log.requestUpdate();
    const tools = this.#tools;
    if (tools) this.#equip(tools);
    return tools;
  }

  /** In a log that has left the page meanwhile they are not made. */
  get #tools(): Tools | null {
    return this.#log.querySelector<Tools>('ws-chat-row-tools:defined');
  }

  get #pointedRow(): MessageRow | undefined {
    const isPointed = (row: Row): row is MessageRow => row.kind === 'message' && row.seq === this.#pointed;
    return this.#log.rows.find(isPointed);
  }

  #rowOf(seq: number | undefined): HTMLElement | null {
    return this.#log.querySelector(`[data-seq="${seq}"]`);
  }

  /** A row’s own buttons, then what can be done with it, then its links. */
  #controlsOf(row: HTMLElement): readonly HTMLElement[] {
    const tools = this.#toolsOn(row)?.controls ?? [];
    return [...row.querySelectorAll('button'), ...tools, ...row.querySelectorAll('a')];
  }

  #press(button: HTMLElement | null): void {
    const row = button?.closest<HTMLElement>('[data-row]');
    if (!button || !row) return;
    const { act, react, jump, skipped, shown, reacted } = button.dataset;
    const place = skipped ?? shown;
    if (place) this.#giving = { button, seq: Number(place) };
    const seq = Number(row.dataset.seq);
    if (act) this.#tell('chat-draft', { act, draftId: row.dataset.draft });
    else if (reacted !== undefined || (react && !this.#log.can.includes('react')))
      this.#toolsOn(row)?.showReactions(button);
    else if (react) this.#act({ kind: 'react', seq, emoji: react, on: button.ariaPressed !== 'true' });
    else if (skipped) this.#tell('chat-skipped', Number(skipped));
    else if (jump) this.#act({ kind: 'jump', seq: Number(jump) });
    else if (!shown) button.ariaExpanded = String(row.toggleAttribute('data-unfolded'));
  }

  #act(act: RowAct): void {
    this.#tell('chat-act', act);
  }

  #tell(type: string, detail?: unknown): void {
    this.#log.dispatchEvent(new PartEvent(type, detail));
  }
}

const pressable =
  '[data-act], [data-react], [data-jump], [data-skipped], [data-shown], [data-unfold], [data-reacted]';
