// Who is here: oneself first, then those who keep the room, then everybody else by name. Each can be muted
// for oneself, also after they went.
import type { Participant } from '../../protocol/server-messages.ts';
import { rosterParticipants } from '../../protocol/limits.ts';
import { actsOnPeople } from '../moderating.ts';
import type { MuteWish } from '../muting.ts';
import { outranks, rank } from '../rank.ts';
import type { Row } from '../rows/row.ts';
import { Sheet } from '../elements/sheet.ts';
import { enPeople } from '../locales/en-people.ts';
import { enTools } from '../locales/en-tools.ts';
import { css, given, html, icon, nothing, PartEvent, repeat, tellMissing } from '../shared.ts';
import { avatarTemplate, hueOf } from './chat-log.ts';

const moreIcon = icon('M3.5 8h.01M8 8h.01M12.5 8h.01');

/** The browser lays these out together, and only when they come into view. */
const blockRows = 20;

/**
 * @fires chat-mute - `MuteWish`
 */
export class PeopleList extends Sheet {
  static override readonly properties = {
    ...Sheet.properties,
    here: given,
    count: given,
    me: given,
    may: given,
    rows: given,
    muted: given,
    managed: { state: true },
  };

  static override readonly sheet = css`
    ${Sheet.frame}

    .people {
      content-visibility: auto;
      contain-intrinsic-size: auto 880px;
    }

    .person {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 44px;
      padding-inline: 16px 12px;
    }

    .person:hover {
      background: var(--hover);
    }

    /* In a compact chat too. */
    .person .avatar {
      display: grid;
      position: relative;
      inset: auto;
      flex: none;
    }

    .person.me {
      --hue: 165;
    }

    .person-name {
      flex: 1;
      min-inline-size: 0;
      display: flex;
      align-items: baseline;
      gap: 8px;
    }

    .person-name bdi {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      font-weight: 500;
    }

    .person-name small {
      flex: none;
      font-size: 12px;
      line-height: 16px;
      color: var(--muted);
    }

    .person-role {
      padding-inline: 6px;
      border: 1px solid var(--divider);
      border-radius: 4px;
      background: var(--surface);
    }

    .person.is-muted .avatar {
      filter: grayscale(1);
    }

    .person.is-muted bdi {
      color: var(--muted);
    }

    .person-mute {
      position: relative;
      flex: none;
      min-block-size: 28px;
      padding-inline: 10px;
      border: 1px solid var(--control);
      border-radius: 7px;
      font-size: 12px;
      line-height: 16px;
    }

    .person-mute:hover {
      background: var(--surface);
    }

    .people-hint {
      padding: 4px 16px 12px;
    }

    .people-part {
      margin: 16px 16px 4px;
      font-size: 12px;
      line-height: 16px;
      font-weight: 650;
    }

    @media (hover: hover) {
      .person:not(.is-muted, :hover, :focus-within) .person-mute {
        opacity: 0;
      }
    }

    /* A finger finds more than the eye sees. */
    .person-mute::after {
      content: '';
      position: absolute;
      inset: -8px -4px;
    }
  `;

  /** Undefined where they are too many to be told. */
  here: readonly Participant[] | undefined;
  count = 0;
  me: Participant | undefined;
  /** What may be done here. */
  may: readonly string[] = [];
  /** What is seen of the log. */
  rows: readonly Row[] = [];
  /** Names by ids. */
  muted: ReadonlyMap<string, string> = new Map();

  /** Whom something is done about, and the button that was pressed for it. */
  private managed: { readonly whom: Participant; readonly anchor: HTMLElement } | undefined;

  protected override get heading() {
    return this.strings.present(this.count);
  }

  get #words() {
    return { ...enPeople, moderate: enTools.moderate, ...this.strings };
  }

  get #people(): readonly Participant[] {
    const { here = [], me } = this;
    const { compare } = new Intl.Collator();
    const place = ({ id, role }: Participant) => (id === me?.id ? -1 : rank[role]);
    return [...here].sort((one, other) => place(one) - place(other) || compare(one.name, other.name));
  }

  #mute(wish: MuteWish): void {
    this.dispatchEvent(new PartEvent('chat-mute', wish));
  }

  readonly #onManage = (whom: Participant, anchor: HTMLElement): void => {
    this.managed = { whom, anchor };
    import('./moderation-menu.ts').catch(() => {
      this.managed = undefined;
      tellMissing(this);
    });
  };

  protected override content() {
    const words = this.#words;
    const people = this.#people;
    const away = [...this.muted].filter(([id]) => !people.some((one) => one.id === id));
    const isHidden = this.may.length > 0 && !this.may.includes('roster');
    const hidden = isHidden ? words.namesHidden : words.tooManyPeople(this.count, rosterParticipants);
    return html`${this.here ? this.#list(people) : html`<p class="hint people-hint">${hidden}</p>`}
    ${this.here && people.every(({ id }) => id === this.me?.id) ? html`<p class="hint people-hint">${words.alone}</p>` : nothing}
    ${
      away.length > 0
        ? html`<h4 class="people-part">${words.mutedPeople}</h4>
            <p class="hint people-hint">${words.mutedHint}</p>
            ${this.#list(away.map(([id, name]) => ({ id, name, role: 'guest' })))}`
        : nothing
    }
    ${this.#menu()}`;
  }

  #menu() {
    const { managed } = this;
    if (!managed) return nothing;
    return html`<ws-chat-moderation-menu
      .anchor=${managed.anchor}
      .whom=${managed.whom}
      .rows=${this.rows}
      .may=${this.may}
      .strings=${this.strings}
      @chat-moderation-end=${() => (this.managed = undefined)}
    ></ws-chat-moderation-menu>`;
  }

  #list(people: readonly Participant[]) {
    const blocks = Array.from({ length: Math.ceil(people.length / blockRows) }, (_, index) =>
      people.slice(index * blockRows, (index + 1) * blockRows),
    );
    return html`<div role="list">
      ${blocks.map(
        (block) =>
          html`<div class="people" role="none">
            ${repeat(
              block,
              ({ id }) => id,
              (person) => this.#person(person),
            )}
          </div>`,
      )}
    </div>`;
  }

  #person(person: Participant) {
    const { id, name, role } = person;
    const words = this.#words;
    const isMe = id === this.me?.id;
    const isMuted = this.muted.has(id);
    return html`<div
      class=${`person hue-${hueOf(person)}${isMe ? ' me' : ''}${isMuted ? ' is-muted' : ''}`}
      role="listitem"
      part="person"
    >
      ${avatarTemplate(person)}
      <span class="person-name">
        <bdi>${name}</bdi>
        ${isMe ? html`<small>${words.you}</small>` : nothing}
        ${role === 'guest' ? nothing : html`<small class="person-role" part="badge">${words.role(role)}</small>`}
      </span>
      ${
        isMe
          ? nothing
          : html`<button
              class="person-mute"
              type="button"
              aria-label=${isMuted ? words.unmutePerson(name) : words.mutePerson(name)}
              @click=${() => this.#mute({ id, name, on: !isMuted })}
            >
              ${isMuted ? words.unmuteShort : words.muteShort}
            </button>`
      }
      ${
        actsOnPeople(this.may) && outranks(this.me?.role, role)
          ? html`<button
              class="icon-button"
              type="button"
              aria-label=${words.moderate(name)}
              title=${words.moderate(name)}
              aria-haspopup="dialog"
              @click=${(event: Event) => this.#onManage(person, event.currentTarget as HTMLElement)}
            >
              ${moreIcon}
            </button>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('ws-chat-people-list', PeopleList);

declare global {
  interface HTMLElementTagNameMap {
    'ws-chat-people-list': PeopleList;
  }
}
