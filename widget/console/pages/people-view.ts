// Who is held back in this room, by whom and until when; and what lifts it.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { RestraintLine } from '../../../protocol/server-messages.ts';
import { hashOf } from '../address.ts';
import { isNetwork, personTemplate } from '../elements/known.ts';
import { Loader } from '../loading.ts';
import { undoing } from '../undoing.ts';
import { RoomView } from '../view.ts';

type Kind = RestraintLine['kind'] | '';

const kinds: readonly Kind[] = ['', 'ban', 'mute', 'shadow'];

export class PeopleView extends RoomView {
  static override readonly properties = {
    ...RoomView.properties,
    kind: { state: true },
    troubles: { state: true },
  };

  private kind: Kind = '';
  private troubles: ReadonlyMap<string, string> = new Map();
  #pages = 1;
  #next: string | undefined;

  readonly #held = new Loader(this, () => this.#load());

  async #load(): Promise<readonly RestraintLine[]> {
    const lines: RestraintLine[] = [];
    let after: string | undefined;
    for (let page = 0; page < this.#pages; page++) {
      const found = await this.desk.api.restraints(this.room, {
        ...(this.kind && { kind: this.kind }),
        ...(after && { after }),
      });
      lines.push(...found.restraints);
      after = found.next;
      if (after === undefined) break;
    }
    this.#next = after;
    return lines;
  }

  async #lift({ kind, subject }: RestraintLine): Promise<void> {
    const { keeper, desk, strings } = this;
    const answer = await keeper.carryOut({ do: kind === 'ban' ? 'unban' : 'unmute', who: subject });
    const troubles = new Map(this.troubles);
    if (answer.kind === 'refused') troubles.set(`${kind} ${subject}`, answer.sentence || strings.failed);
    else troubles.delete(`${kind} ${subject}`);
    this.troubles = troubles;
    if (answer.kind === 'done')
      desk.say(
        strings.lifted,
        undoing(keeper, [answer.draftId], desk, () => void this.#held.run()),
      );
    await this.#held.run();
  }

  override render() {
    const { strings } = this;
    return html`<div class="body">
      <div class="filters">
        <label class="field"
          ><span>${strings.kindOfRestraint}</span>
          <select
            @change=${({ target }: Event) => {
              this.kind = (target as HTMLSelectElement).value as Kind;
              this.#pages = 1;
              void this.#held.run();
            }}
          >
            ${kinds.map((kind) => html`<option value=${kind}>${strings.restraints(kind)}</option>`)}
          </select>
        </label>
      </div>
      ${this.#held.render((lines) => this.#list(lines))}
    </div>`;
  }

  #list(lines: readonly RestraintLine[]) {
    const { strings } = this;
    if (lines.length === 0)
      return html`<div class="blank">
        <h2>${strings.nobodyHeldBack}</h2>
        <p>${strings.nobodyHeldBackHint}</p>
      </div>`;
    return html`<ul class="lines">
        ${repeat(
          lines,
          ({ kind, subject }) => `${kind} ${subject}`,
          (line) => this.#line(line),
        )}
      </ul>
      ${
        this.#next === undefined
          ? nothing
          : html`<button
              class="button"
              type="button"
              @click=${() => {
                this.#pages++;
                void this.#held.run();
              }}
            >
              ${strings.showMore}
            </button>`
      }`;
  }

  #line(line: RestraintLine) {
    const { strings, desk } = this;
    const { kind, subject, by, until } = line;
    const trouble = this.troubles.get(`${kind} ${subject}`);
    return html`<li>
      <span class=${kind === 'ban' ? 'chip bad' : 'chip'}>${strings.restraint(kind)}</span>
      <span class="grow"
        >${isNetwork(subject) ? html`${strings.aNetwork} <code class="id">${subject}</code>` : personTemplate(subject, this.known)}
        <small class="quiet"
          >${strings.byRole(by as 'moderator')} ·
          ${until === undefined ? strings.untilLifted : strings.untilTime(desk.times.full(until))}</small
        >
        ${trouble ? html`<p class="problem" role="alert">${trouble}</p>` : nothing}</span
      >
      ${
        isNetwork(subject) || !this.may('search')
          ? nothing
          : html`<a
              class="button plain"
              href=${hashOf({ kind: 'room', room: this.room, view: 'search', who: subject })}
              >${strings.findTheirs}</a
            >`
      }
      <button class="button" type="button" @click=${() => this.#lift(line)}>${strings.lift}</button>
    </li>`;
  }
}
