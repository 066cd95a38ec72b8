// The conversation as it goes on, with acts on each message; who is here; and a line to speak by oneself.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { NoticeLevel, Participant } from '../../../protocol/server-messages.ts';
import { avatarTemplate, hueOf } from '../../elements/person.ts';
import { createRows } from '../../rows/rows.ts';
import { icons } from '../elements/icons.ts';
import type { WishKind } from '../elements/wish.ts';
import type { ModeratorAct } from '../room-keeper.ts';
import { RoomView } from '../view.ts';

/** Most people that are listed beside the conversation; in a crowd they are found by what they write. */
const listed = 100;

const personActs = [
  ['mute', icons.mute],
  ['ban', icons.ban],
  ['more', icons.more],
] as const;

export class TalkView extends RoomView {
  static override readonly properties = {
    ...RoomView.properties,
    how: { state: true },
    trouble: { state: true },
    busy: { state: true },
  };

  /** Says it as oneself, or as a line of the room's own. */
  private how: 'post' | NoticeLevel = 'post';
  private trouble = '';
  private busy = false;

  readonly #rows = createRows();

  readonly #onSay = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('.say input')!;
    const text = field.value;
    if (text.trim() === '' || this.busy) return;
    this.busy = true;
    const { how } = this;
    const answer = await this.keeper.do(
      how === 'post' ? { type: 'post', text } : { type: 'notice', text, level: how },
    );
    this.busy = false;
    this.trouble = answer.kind === 'refused' ? answer.sentence || this.strings.failed : '';
    if (answer.kind === 'done' && field.value === text) field.value = '';
    field.focus();
  };

  override render() {
    const { state, keeper, strings, desk } = this;
    const { timeline } = state;
    keeper.tidy();
    const perform = (act: ModeratorAct) => keeper.carryOut(act);
    const rows = this.#rows({ timeline, drafts: [], me: state.you, dayOf: desk.times.dayKey });
    return html`<div class="talk">
      <h2 class="unseen">${strings.talkIn(this.room)}</h2>
      ${
        timeline.epoch === undefined
          ? html`<p class="quiet waiting grow" role="status">${strings.loading}</p>`
          : html`<ws-chat-console-log
              .rows=${rows}
              .label=${strings.talkIn(this.room)}
              .more=${timeline.more}
              .loadingOlder=${state.loadingOlder}
              .live=${this.isLive}
              .may=${keeper.may}
              .you=${state.you}
              .strings=${strings}
              .times=${desk.times}
              @console-older=${() => keeper.loadOlder()}
            ></ws-chat-console-log>`
      }
      ${this.#say()}
      <aside class="aside" aria-label=${strings.aboutRoom}>
        ${
          this.may('mode')
            ? html`<ws-chat-console-mode
                  .mode=${keeper.mode}
                  .strings=${strings}
                  .disabled=${!this.isLive}
                  .perform=${perform}
                ></ws-chat-console-mode>
                <ws-chat-console-shield
                  .shield=${keeper.mode.shield}
                  .may=${keeper.may}
                  .disabled=${!this.isLive}
                  .strings=${strings}
                  .times=${desk.times}
                  .perform=${perform}
                  .say=${desk.say}
                ></ws-chat-console-shield>`
            : nothing
        }
        ${this.#here()}
      </aside>
    </div>`;
  }

  #say() {
    const { strings } = this;
    return html`<form class="say" @submit=${this.#onSay}>
      <p class="problem" role="alert">${this.trouble}</p>
      <div class="say-line">
        ${
          this.may('notice')
            ? html`<select
                aria-label=${strings.sayAs}
                @change=${({ target }: Event) => (this.how = (target as HTMLSelectElement).value as 'post')}
              >
                <option value="post">${strings.sayAsMessage}</option>
                <option value="info">${strings.sayAsNotice}</option>
                <option value="warning">${strings.sayAsWarning}</option>
                <option value="highlight">${strings.sayAsHighlight}</option>
              </select>`
            : nothing
        }
        <input
          aria-label=${this.how !== 'post' ? strings.announce : strings.sayTo(this.room)}
          placeholder=${this.how !== 'post' ? strings.announce : strings.sayTo(this.room)}
          autocomplete="off"
          dir="auto"
        />
        <button class="button primary" type="submit" aria-disabled=${String(this.busy || !this.isLive)}>
          ${strings.send}
        </button>
      </div>
    </form>`;
  }

  #here() {
    const { strings, state } = this;
    const { here } = state;
    return html`<section class="panel-part" aria-labelledby="here-title">
      <h2 id="here-title">
        ${strings.whoIsHere} <span class="count quiet">${strings.number(state.present)}</span>
      </h2>
      ${
        here === undefined
          ? html`<p class="quiet">${strings.crowd}</p>`
          : html`<ul class="people">
              ${repeat(
                sorted(here).slice(0, listed),
                ({ id }) => id,
                (person) => this.#person(person),
              )}
            </ul>`
      }
    </section>`;
  }

  #person(person: Participant) {
    const { strings, state } = this;
    const isMe = person.id === state.you?.id;
    const wish = (kind: WishKind) => () => this.wish({ kind: kind as 'mute', who: person });
    return html`<li class="hue-${hueOf(person)}">
      ${avatarTemplate(person)}
      <span class="grow"
        ><bdi class="name">${isMe ? strings.you : person.name}</bdi>
        ${person.role === 'guest' ? nothing : html`<span class="badge-role">${strings.role(person.role)}</span>`}</span
      >
      ${
        isMe
          ? nothing
          : html`<span class="person-acts"
              >${personActs
                .filter(([kind]) => this.mayWish(kind, person))
                .map(
                  ([kind, icon]) =>
                    html`<button
                      class="icon-button"
                      type="button"
                      aria-label=${strings.actOnPerson(kind, person.name)}
                      title=${strings.actOnPerson(kind, person.name)}
                      @click=${wish(kind)}
                    >
                      ${icon}
                    </button>`,
                )}</span
            >`
      }
    </li>`;
  }
}

const ranks = { owner: 0, moderator: 1, member: 2, guest: 3 };

/** Those who keep the room first, then by name. */
function sorted(people: readonly Participant[]): readonly Participant[] {
  return [...people].sort(
    (left, right) => ranks[left.role] - ranks[right.role] || left.name.localeCompare(right.name),
  );
}
