// All rooms with their figures of now and of the last hour, drawn small.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RoomLine } from '../../../protocol/console.ts';
import { hashOf } from '../address.ts';
import { modeChips } from '../elements/mode-chips.ts';
import { plot } from '../elements/plot.ts';
import { Every } from '../every.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';

const freshMs = 4_000;

export class RoomsPage extends Page {
  static override readonly properties = { ...Page.properties, named: { state: true } };

  /** Rooms with this in their names. */
  private named = '';
  /** So many pages are shown. */
  #pages = 1;
  #next: string | undefined;

  readonly #rooms = new Loader(this, () => this.#load());

  constructor() {
    super();
    new Every(this, freshMs, () => void this.#rooms.run());
  }

  async #load(): Promise<readonly RoomLine[]> {
    const rooms: RoomLine[] = [];
    let after: string | undefined;
    for (let page = 0; page < this.#pages; page++) {
      const list = await this.desk.api.rooms({
        ...(this.named && { named: this.named }),
        ...(after && { after }),
      });
      rooms.push(...list.rooms);
      after = list.next;
      if (after === undefined) break;
    }
    this.#next = after;
    return rooms;
  }

  #more(): void {
    this.#pages++;
    void this.#rooms.run();
  }

  readonly #onFilter = ({ target }: InputEvent): void => {
    this.named = (target as HTMLInputElement).value.trim().toLowerCase();
    this.#pages = 1;
    void this.#rooms.run();
  };

  override render() {
    const { strings } = this;
    return html`<header class="head">
        <h1>${strings.rooms}</h1>
        <input
          class="filter"
          type="search"
          aria-label=${strings.filterRooms}
          placeholder=${strings.filterRooms}
          @input=${this.#onFilter}
        />
      </header>
      <div class="body">${this.#rooms.render((rooms) => this.#list(rooms))}</div>`;
  }

  #list(rooms: readonly RoomLine[]) {
    const { strings } = this;
    if (rooms.length === 0)
      return html`<div class="blank">
        <h2>${strings.noRooms}</h2>
        <p>${this.named ? strings.noRoomsNamed : strings.noRoomsHint}</p>
      </div>`;
    return html`<ul class="rooms">
        ${repeat(
          rooms,
          ({ name }) => name,
          (room) => this.#room(room),
        )}
      </ul>
      ${
        this.#next === undefined
          ? nothing
          : html`<button class="button" type="button" @click=${() => this.#more()}>
              ${strings.moreRooms}
            </button>`
      }`;
  }

  #room({ name, open, head, figures }: RoomLine) {
    const { strings } = this;
    const { present = 0, posts = [], refused = [], held = 0, mode = {} } = figures ?? {};
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return html`<li>
      <a class=${figures ? 'room' : 'room asleep'} href=${hashOf({ kind: 'room', room: name, view: 'talk' })}>
        <span class="room-name"
          ><bdi>${name}</bdi>
          <span class="chips"
            >${open ? nothing : html`<span class="chip">${strings.closedRoom}</span>`}${modeChips(mode, strings)}</span
          ></span
        >
        <span class="figure"><b>${strings.number(present)}</b> <small>${strings.here}</small></span>
        <span class="figure plotted"
          >${plot(posts, strings.postsPlot(sum(posts)))}<span
            ><b>${strings.number(sum(posts))}</b> <small>${strings.postsLastHour}</small></span
          ></span
        >
        <span class="figure plotted bad"
          >${plot(refused, strings.refusedPlot(sum(refused)))}<span
            ><b>${strings.number(sum(refused))}</b> <small>${strings.refusedLastHour}</small></span
          ></span
        >
        <span class=${held > 0 ? 'figure due' : 'figure'}
          ><b>${strings.number(held)}</b> <small>${strings.waitingCount}</small></span
        >
        <span class="figure total"
          ><b>${strings.number(head)}</b> <small>${strings.entriesCount}</small></span
        >
      </a>
    </li>`;
  }
}
