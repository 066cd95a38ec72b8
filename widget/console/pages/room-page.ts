// One room: its views, the link they share, and what asks once more before something is done.
import { html, nothing, type PropertyValues } from 'lit';
import type { HeldDraft, ReportLine, Waiting } from '../../../protocol/server-messages.ts';
import { given, type PartEvent } from '../../elements/part.ts';
import { hashOf, roomViews, type RoomView as ViewName } from '../address.ts';
import type { Deed } from '../elements/act-dialog.ts';
import { icons } from '../elements/icons.ts';
import { knownIn } from '../elements/known.ts';
import { modeChips } from '../elements/mode-chips.ts';
import type { Wish } from '../elements/wish.ts';
import { Page } from '../page.ts';
import type { RoomKeeper } from '../room-keeper.ts';
import { undoing } from '../undoing.ts';

/** What a view needs to be of any use; the others are for everybody here. */
const asks: Partial<Record<ViewName, string>> = {
  held: 'review',
  reports: 'review',
  people: 'ban',
  search: 'search',
  audit: 'audit',
  permissions: 'settings',
  rules: 'settings',
  settings: 'settings',
};

export class RoomPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    room: given,
    view: given,
    who: given,
    keeper: { state: true },
    held: { state: true },
    reports: { state: true },
    trouble: { state: true },
    wish: { state: true },
    isAsideOpen: { state: true },
  };

  room = '';
  view: ViewName = 'talk';
  who: string | undefined;

  private keeper: RoomKeeper | undefined;
  private held: readonly HeldDraft[] | undefined;
  private reports: readonly ReportLine[] | undefined;
  /** Why it is not known what waits. */
  private trouble = '';
  private wish: Wish | undefined;
  private isAsideOpen = false;
  #stop: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room') || !this.keeper) this.#enter();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    const tab = this.querySelector('.tabs [aria-current]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  #enter(): void {
    this.#leave();
    const keeper = this.desk.keeper(this.room);
    let known: Waiting | undefined;
    const stop = keeper.subscribe(() => {
      const isLive = keeper.state.link.kind === 'live';
      // It is told how much waits, and then asks what: anew after each time that the link was lost.
      if (isLive && keeper.waiting !== known) void this.#askWaiting();
      known = isLive ? keeper.waiting : undefined;
      this.requestUpdate();
    });
    this.keeper = keeper;
    this.#stop = () => {
      stop();
      keeper.close();
    };
    keeper.start();
  }

  #leave(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.keeper = undefined;
    this.held = undefined;
    this.reports = undefined;
    this.trouble = '';
    this.wish = undefined;
  }

  async #askWaiting(): Promise<void> {
    const { keeper } = this;
    if (!keeper?.may.includes('review')) return;
    const [held, reports] = await Promise.all([
      keeper.carryOut({ do: 'list', of: 'held' }),
      keeper.carryOut({ do: 'list', of: 'reports' }),
    ]);
    // The room may be another one by now.
    if (keeper !== this.keeper) return;
    if (held.kind === 'done') this.held = held.moderated?.held ?? [];
    if (reports.kind === 'done') this.reports = reports.moderated?.reports ?? [];
    const refused = [held, reports].find((answer) => answer.kind === 'refused');
    this.trouble = refused ? refused.sentence || this.strings.failed : '';
  }

  readonly #perform = async (deeds: readonly Deed[]): Promise<string | undefined> => {
    const { keeper, strings, desk } = this;
    if (!keeper) return strings.failed;
    let removed: string | undefined;
    const done: string[] = [];
    for (const deed of deeds) {
      const answer =
        deed.kind === 'act'
          ? await keeper.carryOut(deed.act)
          : await keeper.do(
              deed.kind === 'remove'
                ? { type: 'remove', ref: deed.seq }
                : { type: 'pin', ref: deed.seq, on: deed.on },
            );
      if (answer.kind === 'refused') return answer.sentence || strings.failed;
      const { count, more } = answer.moderated ?? {};
      if (count !== undefined) removed = strings.removedSo(count, more);
      // Who was sent out is back by themselves. The latest is undone first.
      if (deed.kind !== 'act' || deed.act.do !== 'kick') done.unshift(answer.draftId);
    }
    desk.say(removed ?? strings.done, undoing(keeper, done, desk));
    return undefined;
  };

  readonly #onWish = ({ detail }: PartEvent<Wish>): void => {
    const { row } = detail;
    if (detail.kind !== 'pin' || !row) return void (this.wish = detail);
    void this.#perform([{ kind: 'pin', seq: row.seq, on: !row.pinned }]).then((sentence) => {
      if (sentence !== undefined) this.desk.say(sentence);
    });
  };

  readonly #onAsked = (): void => {
    const { row } = this.wish ?? {};
    this.wish = undefined;
    // The focus goes back to where the wish came from, or beside it where that is gone.
    void this.updateComplete.then(() => this.querySelector('ws-chat-console-log')?.focusRow(row?.seq));
  };

  override render() {
    const { keeper } = this;
    if (!keeper) return nothing;
    return html`${this.#head(keeper)}${this.#trouble(keeper)}
      <div class="view" @console-wish=${this.#onWish} @console-settled=${() => void this.#askWaiting()}>
        ${this.#view(keeper)}
      </div>
      <ws-chat-console-act
        .wish=${this.wish}
        .may=${keeper.may}
        .you=${keeper.state.you}
        .room=${this.room}
        .mayErase=${this.desk.may.includes('erase')}
        .strings=${this.strings}
        .perform=${this.#perform}
        @console-dialog-closed=${this.#onAsked}
      ></ws-chat-console-act>`;
  }

  #head({ state, mode, may, waiting }: RoomKeeper) {
    const { strings, room, view } = this;
    const views = roomViews.filter((name) => {
      const asked = asks[name];
      return asked === undefined || may.length === 0 || may.includes(asked);
    });
    const countOf = (name: ViewName) => (name === 'held' || name === 'reports' ? waiting[name] : 0);
    return html`<header class="head room-head">
      <a class="icon-button back" href=${hashOf({ kind: 'rooms' })} aria-label=${strings.allRooms}
        >${icons.back}</a
      >
      <h1><bdi>${room}</bdi></h1>
      <span class="present">${strings.presentCount(state.present)}</span>
      <span class="chips">${modeChips(mode, strings)}</span>
      ${
        view === 'talk'
          ? html`<button
              class="button aside-button"
              type="button"
              aria-expanded=${String(this.isAsideOpen)}
              @click=${() => (this.isAsideOpen = !this.isAsideOpen)}
            >
              ${strings.roomMode}
            </button>`
          : nothing
      }
      <nav class="tabs" aria-label=${strings.viewsOf(room)}>
        ${views.map(
          (name) =>
            html`<a
              href=${hashOf({ kind: 'room', room, view: name })}
              aria-current=${name === view ? 'page' : nothing}
              >${strings.view(name)}${
                countOf(name) > 0
                  ? html` <span class="count">${strings.number(countOf(name))}</span>`
                  : nothing
              }</a
            >`,
        )}
      </nav>
    </header>`;
  }

  #trouble(keeper: RoomKeeper) {
    const { strings } = this;
    const { link, troubleSince } = keeper.state;
    if (link.kind === 'stopped')
      return html`<div class="banner bad" role="alert">
        ${link.sentence || strings.linkEnded}
        <button class="button" type="button" @click=${() => keeper.retryNow()}>${strings.tryAgain}</button>
      </div>`;
    const isLost = troubleSince !== undefined && link.kind === 'waiting';
    return isLost ? html`<div class="banner" role="status">${strings.linkLost}</div>` : nothing;
  }

  #view(keeper: RoomKeeper) {
    const { desk, who, view, strings, trouble } = this;
    const { state, may } = keeper;
    const asked = asks[view];
    // Until it is known what we may, nothing is told to be hidden.
    if (asked !== undefined && may.length > 0 && !may.includes(asked))
      return html`<div class="blank">
        <h2>${strings.notForYou}</h2>
        <p>${strings.notForYouHint}</p>
      </div>`;
    switch (view) {
      case 'talk':
        return html`<ws-chat-console-talk
          class=${this.isAsideOpen ? 'with-aside' : ''}
          .desk=${desk}
          .keeper=${keeper}
          .state=${state}
        ></ws-chat-console-talk>`;
      case 'held':
        return html`<ws-chat-console-held
          .desk=${desk}
          .keeper=${keeper}
          .state=${state}
          .held=${this.held}
          .trouble=${trouble}
        ></ws-chat-console-held>`;
      case 'reports':
        return html`<ws-chat-console-reports
          .desk=${desk}
          .keeper=${keeper}
          .state=${state}
          .reports=${this.reports}
          .trouble=${trouble}
        ></ws-chat-console-reports>`;
      case 'people':
        return html`<ws-chat-console-people
          .desk=${desk}
          .keeper=${keeper}
          .state=${state}
        ></ws-chat-console-people>`;
      case 'search':
        return html`<ws-chat-console-search
          .desk=${desk}
          .keeper=${keeper}
          .state=${state}
          .who=${who}
        ></ws-chat-console-search>`;
      case 'audit':
        return html`<ws-chat-console-audit
          .desk=${desk}
          .room=${this.room}
          .known=${knownIn(state, [desk.you])}
        ></ws-chat-console-audit>`;
      case 'permissions':
        return html`<ws-chat-console-permissions
          .desk=${desk}
          .room=${this.room}
        ></ws-chat-console-permissions>`;
      case 'rules':
        return html`<ws-chat-console-rules .desk=${desk} .room=${this.room}></ws-chat-console-rules>`;
      case 'settings':
        return html`<ws-chat-console-settings
          .desk=${desk}
          .room=${this.room}
          .keeper=${keeper}
        ></ws-chat-console-settings>`;
    }
  }
}
