// The way down from where the reader is: to what calls them, to where the unread begins, to the latest. In a
// busy room the pause stands in its place, while the reader follows.
import type { RowAct } from '../elements/row-act.ts';
import { enWayDown } from '../locales/en-way-down.ts';
import type { GivenStrings } from '../locales/strings.ts';
import type { MessageRow, Row } from '../rows/row.ts';
import { given, html, icon, nothing, Part, PartEvent } from '../shared.ts';
import { wayDown } from '../styles/way-down.ts';

const pauseIcon = icon('M5.5 3.5v9M10.5 3.5v9');

/** What is gone to stands so far below the top of the view, in pixels. */
const margin = 40;

/**
 * Stands beside the scroller that it is for.
 *
 * @fires chat-follow - `false`: the view is to stay where it is; `true`: it is to go to the latest and follow.
 * @fires chat-act - `RowAct`: a message is to be shown.
 */
export class WayDown extends Part {
  static override readonly properties = {
    following: given,
    busy: given,
    unread: given,
    rows: given,
    hasJumped: given,
    strings: given,
  };

  static override readonly sheet = wayDown;

  following = true;
  /** So much is said that a reader may want it to pause. */
  busy = false;
  /** Messages that came while the reader was further up. */
  unread = 0;
  rows: readonly Row[] = [];
  /** The reader has gone back to one message. */
  hasJumped = false;
  strings!: GivenStrings;

  /** Who was led to the first of what calls them knows of the others up to this seq. */
  #ledUpTo = 0;
  #stop: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    // What calls the reader may be passed by scrolling.
    const look = () => this.#calls.length > 0 && this.requestUpdate();
    this.#scroller.addEventListener('scroll', look, { passive: true, signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  get #strings() {
    return { ...enWayDown, ...this.strings };
  }

  get #scroller(): HTMLElement {
    return this.parentElement!.querySelector('.scroller')!;
  }

  /** What came unread and calls the reader. */
  get #calls(): readonly MessageRow[] {
    const { rows } = this;
    const from = rows.findIndex(({ kind }) => kind === 'unread');
    if (from < 0 || this.following) return [];
    return rows.slice(from).filter((row): row is MessageRow => row.kind === 'message' && row.calls);
  }

  /** The first of it that the reader has not come to yet. */
  get #nextCall(): number | undefined {
    const isAhead = ({ seq }: MessageRow) => seq > this.#ledUpTo && this.#below(`[data-seq="${seq}"]`);
    return this.#calls.find(isAhead)?.seq;
  }

  /** How far below the view something is, in pixels from its top; undefined where it is not. */
  #below(selector: string): number | undefined {
    const view = this.#scroller.getBoundingClientRect();
    const top = this.#scroller.querySelector(selector)?.getBoundingClientRect().top;
    return top !== undefined && top >= view.bottom ? top - view.top : undefined;
  }

  /** In this order; the button goes away at the latest, and the list has the focus. */
  #go(): void {
    const seq = this.#nextCall;
    if (seq !== undefined) {
      this.#ledUpTo = this.#calls.at(-1)!.seq;
      this.dispatchEvent(new PartEvent<RowAct>('chat-act', { kind: 'jump', seq }));
      return this.requestUpdate();
    }
    const scroller = this.#scroller;
    scroller.focus();
    const below = this.#below('.unread');
    if (below === undefined) this.#follow(true);
    else scroller.scrollTop += below - margin;
  }

  #follow(on: boolean): void {
    this.dispatchEvent(new PartEvent('chat-follow', on));
  }

  override render() {
    const strings = this.#strings;
    if (this.following && !this.busy) return nothing;
    const isCalled = this.#nextCall !== undefined;
    const said = this.following
      ? html`${pauseIcon} ${strings.pause}`
      : html`↓ ${isCalled ? `@ ${strings.mentioned}` : this.#latest}`;
    const kind = this.following ? 'pause' : isCalled ? 'calling' : '';
    // One button, so that who pauses by the keys has the way on under their fingers.
    return html`<button
      class=${`jump ${kind}`}
      part="jump"
      type="button"
      @click=${() => (this.following ? this.#follow(false) : this.#go())}
    >
      ${said}
    </button>`;
  }

  get #latest(): string {
    const { unread, hasJumped } = this;
    const strings = this.#strings;
    if (unread > 0) return strings.fresh(unread);
    return hasJumped ? strings.backToLatest : strings.jump;
  }
}

if (!customElements.get('ws-chat-way-down')) customElements.define('ws-chat-way-down', WayDown);
