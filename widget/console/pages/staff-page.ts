// Those who keep the chat: who they are, links for new ones, and how one of them is sent away.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AddStaff, Staff, StaffLink } from '../../../protocol/console.ts';
import { hueOf, initialsOf } from '../../elements/person.ts';
import type { Question } from '../elements/confirm-dialog.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';

export class StaffPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    made: { state: true },
    trouble: { state: true },
    question: { state: true },
  };

  /** A link that was just made: it is shown this once. */
  private made: StaffLink | undefined;
  private trouble = '';
  private question: Question | undefined;

  readonly #staff = new Loader(this, async () => (await this.desk.api.staff()).staff);

  readonly #onAdd = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const element = event.target as HTMLFormElement;
    const form = new FormData(element);
    const said = (name: string) => (form.get(name) as string).trim();
    const rooms = said('rooms')
      .split(/[\s,]+/)
      .filter(Boolean);
    const role: AddStaff['role'] = said('role') === 'owner' ? 'owner' : 'moderator';
    if (
      await this.#make(() =>
        this.desk.api.addStaff({ name: said('name'), role, ...(rooms.length > 0 && { rooms }) }),
      )
    )
      element.reset();
  };

  async #make(make: () => Promise<StaffLink>): Promise<boolean> {
    try {
      this.made = await make();
      this.trouble = '';
      void this.#staff.run();
      await this.updateComplete;
      this.querySelector<HTMLElement>('.made')?.focus();
      return true;
    } catch (error) {
      this.trouble = this.desk.sentenceOf(error);
      return false;
    }
  }

  #askRevoke({ id, name }: Staff): void {
    const { strings, desk } = this;
    const isMe = id === desk.you.id;
    this.question = {
      title: strings.revokeTitle(name),
      text: isMe ? strings.revokeMyself : strings.revokeText(name),
      button: strings.revoke,
      run: async () => {
        try {
          await desk.api.revokeStaff(id);
          desk.say(strings.revoked(name));
          await this.#staff.run();
          return undefined;
        } catch (error) {
          return desk.sentenceOf(error);
        }
      },
    };
  }

  override render() {
    const { strings } = this;
    return html`<header class="head"><h1>${strings.staff}</h1></header>
      <div class="body">
        <div class="beside">
          <div class="stack">${this.#staff.render((staff) => this.#list(staff))}</div>
          <div class="stack">${this.#madeTemplate()}${this.#form()}</div>
        </div>
      </div>
      <ws-chat-console-confirm
        .question=${this.question}
        .strings=${strings}
        @console-dialog-closed=${() => (this.question = undefined)}
      ></ws-chat-console-confirm>`;
  }

  #list(staff: readonly Staff[]) {
    const order = (one: Staff) => (one.revokedAt === undefined ? 0 : 1);
    return html`<ul class="lines">
      ${repeat(
        [...staff].sort((left, right) => order(left) - order(right) || left.since - right.since),
        ({ id }) => id,
        (one) => this.#one(one),
      )}
    </ul>`;
  }

  #one(one: Staff) {
    const { strings, desk } = this;
    const { id, name, role, rooms, seenAt, revokedAt } = one;
    const isGone = revokedAt !== undefined;
    return html`<li class=${`hue-${hueOf(one)}${isGone ? ' gone' : ''}`}>
      <span class="avatar" aria-hidden="true">${initialsOf(name)}</span>
      <span class="grow"
        ><bdi class="name">${name}</bdi> <span class="badge-role">${strings.role(role)}</span>
        ${id === desk.you.id ? html`<span class="chip">${strings.you}</span>` : nothing}
        <small class="quiet"
          >${
            isGone
              ? strings.revokedAt(desk.times.day(revokedAt))
              : seenAt === undefined
                ? strings.neverSeen
                : strings.seenAt(desk.times.day(seenAt))
          }${rooms === undefined ? nothing : html` · <bdi>${rooms.join(', ')}</bdi>`}</small
        ></span
      >
      ${
        isGone
          ? nothing
          : html`<button
                class="button plain"
                type="button"
                @click=${() => this.#make(() => desk.api.linkStaff(id))}
              >
                ${strings.newLink}
              </button>
              <button class="button" type="button" @click=${() => this.#askRevoke(one)}>
                ${strings.revoke}…
              </button>`
      }
    </li>`;
  }

  #madeTemplate() {
    const { made, strings } = this;
    if (!made) return nothing;
    return html`<section class="card made" tabindex="-1" aria-labelledby="made-title">
      <h2 id="made-title">${strings.linkFor(made.you.name)}</h2>
      <p class="quiet">${strings.linkHint(made.expiresInMs)}</p>
      <ws-chat-console-copy
        .text=${made.link}
        .label=${strings.signInLink}
        .strings=${strings}
      ></ws-chat-console-copy>
    </section>`;
  }

  #form() {
    const { strings } = this;
    return html`<form class="card" @submit=${this.#onAdd}>
      <h2>${strings.addStaff}</h2>
      <p class="quiet">${strings.addStaffHint}</p>
      <label class="field"
        ><span>${strings.theirName}</span
        ><input name="name" required maxlength="64" autocomplete="off" dir="auto"
      /></label>
      <label class="field"
        ><span>${strings.theirRole}</span>
        <select name="role">
          <option value="moderator">${strings.role('moderator')}</option>
          ${this.desk.you.role === 'owner' ? html`<option value="owner">${strings.role('owner')}</option>` : nothing}
        </select></label
      >
      <label class="field"
        ><span>${strings.theirRooms}</span> <small>${strings.theirRoomsHint}</small
        ><input name="rooms" autocomplete="off" spellcheck="false" placeholder=${strings.allRoomsExample}
      /></label>
      <p class="problem" role="alert">${this.trouble}</p>
      <button class="button primary" type="submit">${strings.makeLink}</button>
    </form>`;
  }
}
