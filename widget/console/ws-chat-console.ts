// The moderators' page as an element: who is signed in, and which surface the address names.
import { html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { attempt } from '../attempt.ts';
import type { PartEvent } from '../elements/part.ts';
import { createTimes } from '../elements/times.ts';
import { linkButton } from '../styles/link-button.ts';
import { log } from '../styles/log.ts';
import { person } from '../styles/person.ts';
import { row } from '../styles/row.ts';
import { text } from '../styles/text.ts';
import { hues, tokens } from '../styles/tokens.ts';
import { defaultViews, hashOf, keyOf, placeOf, type Place } from './address.ts';
import { Api } from './api.ts';
import type { Desk } from './desk.ts';
import { icons } from './elements/icons.ts';
import { RoomKeeper } from './room-keeper.ts';
import { Session } from './session.ts';
import { strings } from './strings.ts';
import { controls } from './styles/controls.ts';
import { dialogs } from './styles/dialogs.ts';
import { lists } from './styles/lists.ts';
import { pages } from './styles/pages.ts';
import { shell } from './styles/shell.ts';
import { talk } from './styles/talk.ts';
import { sentenceOf } from './trouble.ts';

/** How long something that was done is said, and how long it can be undone from there. */
const saidMs = 6_000;
const undoMs = 20_000;

interface Said {
  readonly sentence: string;
  readonly undo: (() => void) | undefined;
}

const themePlace = 'ws-chat console theme';

/** A link whose token was refused is tried so often with a fresh one, until it was live again. */
const mostFresh = 1;

/**
 * Where those who keep the chat do so: rooms, what waits, who is held back, what may be said, and by whom.
 *
 * @attr server - Address of the chat's server. Default: where the page came from.
 * @attr theme - `auto` follows the system; `light` or `dark`.
 */
export class WsChatConsole extends LitElement {
  static override readonly properties = {
    server: {},
    theme: { reflect: true },
    place: { state: true },
    said: { state: true },
  };

  static override readonly styles = [
    tokens,
    hues,
    shell,
    controls,
    lists,
    pages,
    person,
    linkButton,
    log,
    row,
    text,
    talk,
    dialogs,
  ];

  server: string | undefined;
  theme: 'auto' | 'light' | 'dark' = 'auto';

  private place: Place = placeOf(location.hash);
  private said: Said | undefined;

  readonly #keepers = new Set<RoomKeeper>();
  readonly #fresh = new WeakMap<RoomKeeper, number>();
  #api!: Api;
  #session!: Session;
  #desk: Desk | undefined;
  #stop: (() => void) | undefined;
  #saidTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const kept = attempt(() => localStorage.getItem(themePlace));
    if (kept === 'light' || kept === 'dark') this.theme = kept;
    const key = this.#takeKey();
    this.#api = new Api({
      address: new URL('console/api/', this.#address).href,
      token: () => this.#session.token,
      renew: () => this.#session.renew(),
    });
    this.#session = new Session(this.#api, () => this.#sessionChanged());
    const onHash = () => this.#onHash();
    addEventListener('hashchange', onHash);
    this.#stop = () => {
      removeEventListener('hashchange', onHash);
      this.#session.close();
      clearTimeout(this.#saidTimer);
    };
    void this.#session.start(key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    this.#stop = undefined;
  }

  get #address(): string {
    const { href } = new URL(this.server ?? '/', location.href);
    return href.endsWith('/') ? href : `${href}/`;
  }

  /** Out of the address bar before anything else: it is good once, and nobody's to see. */
  #takeKey(): string | undefined {
    const key = keyOf(location.hash);
    if (key !== undefined) history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    return key;
  }

  #onHash(): void {
    const key = this.#takeKey();
    if (key !== undefined) return void this.#session.open(key);
    const former = this.place;
    this.place = placeOf(location.hash);
    if (former.kind === this.place.kind) return;
    // A new surface begins at its top, for eyes and ears.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('main')?.focus());
  }

  #sessionChanged(): void {
    const { state } = this.#session;
    if (state.kind === 'in') {
      const { you, may, token } = state;
      for (const keeper of this.#keepers) keeper.renew(token);
      this.#desk = { ...(this.#desk ?? this.#newDesk()), you, may };
    } else this.#desk = undefined;
    this.requestUpdate();
  }

  #newDesk(): Omit<Desk, 'you' | 'may'> {
    return {
      server: this.#address,
      strings,
      times: createTimes(document.documentElement.lang || undefined, () => Date.now()),
      api: this.#api,
      drafts: new Map(),
      keeper: (room) => this.#keeper(room),
      say: (sentence, undo) => this.#say({ sentence, undo }),
      sentenceOf: (error) => sentenceOf(error, strings),
    };
  }

  #keeper(room: string): RoomKeeper {
    const none = {
      write: () => {},
      onChange: () => () => {},
      introduce: (run: (done: () => void) => void) => run(() => {}),
    };
    const keeper = new RoomKeeper({
      server: this.#address,
      room,
      history: 100,
      keep: { ...none, read: (name) => (name === 'token' ? this.#session.token : undefined) },
      // Nothing of the console waits for a later page: each act has its answer here.
      draftKeep: { take: () => [], write: () => {}, release: () => {} },
    });
    this.#keepers.add(keeper);
    keeper.subscribe(() => this.#watch(keeper));
    return keeper;
  }

  /** Its token may have run out while the computer slept. */
  #watch(keeper: RoomKeeper): void {
    const { link } = keeper.state;
    if (link.kind === 'live') this.#fresh.delete(keeper);
    if (link.kind === 'idle') this.#keepers.delete(keeper);
    if (link.kind !== 'stopped' || link.code !== 'closed-4001') return;
    const tries = this.#fresh.get(keeper) ?? 0;
    if (tries >= mostFresh) return;
    this.#fresh.set(keeper, tries + 1);
    void this.#session.renew().then((isIn) => {
      if (isIn) keeper.retryNow();
    });
  }

  #say(said: Said): void {
    this.said = said;
    clearTimeout(this.#saidTimer);
    this.#saidTimer = setTimeout(() => (this.said = undefined), said.undo ? undoMs : saidMs);
  }

  readonly #undo = (): void => {
    const { undo } = this.said ?? {};
    this.said = undefined;
    undo?.();
  };

  /** As everywhere; in a field it is the field's own. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isUndo || !this.said?.undo || (event.target as Element).matches('input, textarea')) return;
    event.preventDefault();
    this.#undo();
  };

  readonly #onTheme = (): void => {
    const isDark =
      getComputedStyle(this).colorScheme === 'dark' ||
      (this.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
    this.theme = isDark ? 'light' : 'dark';
    attempt(() => localStorage.setItem(themePlace, this.theme));
  };

  override render() {
    const desk = this.#desk;
    const { state } = this.#session;
    if (!desk)
      return html`<ws-chat-console-sign-in
        .session=${state}
        .strings=${strings}
        @console-name=${({ detail }: PartEvent<string>) => {
          if (state.kind === 'naming') void this.#session.open(state.key, detail);
        }}
        @console-again=${() => void this.#session.start(undefined)}
      ></ws-chat-console-sign-in>`;
    return html`<div class="console" @keydown=${this.#onKeydown}>
      ${this.#nav(desk)}
      <main tabindex="-1">${this.#page(desk)}</main>
      <div class="toast">
        <span role="status">${this.said?.sentence}</span>
        ${
          this.said?.undo
            ? html`<button type="button" aria-keyshortcuts="Control+Z" @click=${this.#undo}>
                ${strings.undo}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #nav({ you, may }: Desk) {
    const { kind } = this.place;
    const item = (place: Place, icon: unknown, label: string, isHere: boolean) =>
      html`<a href=${hashOf(place)} aria-current=${isHere ? 'page' : nothing}
        >${icon}<span>${label}</span></a
      >`;
    return html`<nav class="nav" aria-label=${strings.console}>
      <p class="brand">ws-chat</p>
      ${item({ kind: 'rooms' }, icons.rooms, strings.rooms, kind === 'rooms' || kind === 'room')}
      ${
        may.includes('settings') || may.includes('audit')
          ? item(
              { kind: 'defaults', view: 'permissions' },
              icons.defaults,
              strings.allRoomsShort,
              kind === 'defaults',
            )
          : nothing
      }
      ${may.includes('staff') ? item({ kind: 'staff' }, icons.staff, strings.staff, kind === 'staff') : nothing}
      ${
        may.includes('webhooks')
          ? item({ kind: 'webhooks' }, icons.webhooks, strings.webhooks, kind === 'webhooks')
          : nothing
      }
      ${item({ kind: 'embed' }, icons.embed, strings.embedShort, kind === 'embed')}
      ${
        may.includes('export') || may.includes('erase')
          ? item({ kind: 'data' }, icons.data, strings.dataShort, kind === 'data')
          : nothing
      }
      <div class="self">
        <span class="whom"><bdi>${you.name}</bdi> <small>${strings.role(you.role)}</small></span>
        <button
          class="icon-button theme"
          type="button"
          aria-label=${strings.otherTheme}
          title=${strings.otherTheme}
          @click=${this.#onTheme}
        >
          ${icons.theme}
        </button>
        <button
          class="icon-button"
          type="button"
          aria-label=${strings.signOut}
          title=${strings.signOut}
          @click=${() => void this.#session.end()}
        >
          ${icons.leave}
        </button>
      </div>
    </nav>`;
  }

  #page(desk: Desk) {
    const { place } = this;
    switch (place.kind) {
      case 'rooms':
        return html`<ws-chat-console-rooms .desk=${desk}></ws-chat-console-rooms>`;
      case 'room':
        return keyed(
          place.room,
          html`<ws-chat-console-room
            .desk=${desk}
            .room=${place.room}
            .view=${place.view}
            .who=${place.who}
          ></ws-chat-console-room>`,
        );
      case 'defaults':
        return html`<header class="head">
            <h1>${strings.allRooms}</h1>
            <nav class="tabs" aria-label=${strings.allRooms}>
              ${defaultViews.map(
                (view) =>
                  html`<a
                    href=${hashOf({ kind: 'defaults', view })}
                    aria-current=${view === place.view ? 'page' : nothing}
                    >${strings.view(view)}</a
                  >`,
              )}
            </nav>
          </header>
          ${this.#defaults(desk, place.view)}`;
      case 'staff':
        return html`<ws-chat-console-staff .desk=${desk}></ws-chat-console-staff>`;
      case 'webhooks':
        return html`<ws-chat-console-webhooks .desk=${desk}></ws-chat-console-webhooks>`;
      case 'embed':
        return html`<ws-chat-console-embed .desk=${desk}></ws-chat-console-embed>`;
      case 'data':
        return html`<ws-chat-console-data .desk=${desk} .who=${place.who}></ws-chat-console-data>`;
    }
  }

  #defaults(desk: Desk, view: (typeof defaultViews)[number]) {
    switch (view) {
      case 'permissions':
        return html`<ws-chat-console-permissions .desk=${desk}></ws-chat-console-permissions>`;
      case 'rules':
        return html`<ws-chat-console-rules .desk=${desk}></ws-chat-console-rules>`;
      case 'settings':
        return html`<ws-chat-console-settings .desk=${desk}></ws-chat-console-settings>`;
      case 'audit':
        return html`<ws-chat-console-audit .desk=${desk}></ws-chat-console-audit>`;
    }
  }
}
