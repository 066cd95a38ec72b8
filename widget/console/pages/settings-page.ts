// How long messages are kept, and what can be done with all of a room: take it along, or empty it.
import { html, nothing } from 'lit';
import type { ConsoleSettings, SetRetention } from '../../../protocol/console.ts';
import { given } from '../../elements/part.ts';
import { download } from '../download.ts';
import { choices } from '../elements/choices.ts';
import type { Question } from '../elements/confirm-dialog.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';
import type { RoomKeeper } from '../room-keeper.ts';
import { undoing } from '../undoing.ts';

type Choice = 'without' | 'days' | 'for-ever';

/** What a room begins with that keeps its messages for some days. */
const usualDays = 30;

export class SettingsPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    room: given,
    keeper: given,
    choice: { state: true },
    days: { state: true },
    trouble: { state: true },
    exporting: { state: true },
    exportTrouble: { state: true },
    question: { state: true },
  };

  /** Undefined: of all rooms. */
  room: string | undefined;
  keeper: RoomKeeper | undefined;

  private choice: Choice = 'without';
  private days = usualDays;
  private trouble = '';
  private exporting = false;
  private exportTrouble = '';
  private question: Question | undefined;

  readonly #settings = new Loader<ConsoleSettings>(this, async () => {
    const settings = await this.desk.api.settings(this.room);
    this.#take(settings);
    return settings;
  });

  #take({ retention: { set } }: ConsoleSettings): void {
    this.choice = set === undefined ? 'without' : set === null ? 'for-ever' : 'days';
    if (typeof set === 'number') this.days = set;
  }

  readonly #onRetention = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const wanted: SetRetention =
      this.choice === 'without' ? {} : { days: this.choice === 'for-ever' ? null : this.days };
    try {
      const settings = await this.desk.api.setRetention(this.room, wanted);
      this.#take(settings);
      this.#settings.put(settings);
      this.trouble = '';
      this.desk.say(this.strings.saved);
    } catch (error) {
      this.trouble = this.desk.sentenceOf(error);
    }
  };

  readonly #onExport = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const { room } = this;
    if (room === undefined || this.exporting) return;
    const form = new FormData(event.target as HTMLFormElement);
    const format = form.get('format') === 'csv' ? 'csv' : 'jsonl';
    const participant = (form.get('participant') as string).trim();
    this.exporting = true;
    this.exportTrouble = '';
    try {
      download(
        await this.desk.api.exportRoom(room, { format, ...(participant && { participant }) }),
        `${room}.${format}`,
      );
    } catch (error) {
      this.exportTrouble = this.desk.sentenceOf(error);
    }
    this.exporting = false;
  };

  #askClear(keeper: RoomKeeper): void {
    const { strings, desk } = this;
    this.question = {
      title: strings.clearRoom,
      text: strings.clearRoomText(keeper.room),
      button: strings.clear,
      word: keeper.room,
      run: async () => {
        const answer = await keeper.carryOut({ do: 'clear' });
        if (answer.kind === 'refused') return answer.sentence || strings.failed;
        const { count = 0, more } = answer.moderated ?? {};
        desk.say(strings.removedSo(count, more), undoing(keeper, [answer.draftId], desk));
        return undefined;
      },
    };
  }

  override render() {
    return html`<div class="body narrow">${this.#settings.render((settings) => this.#content(settings))}</div>
      <ws-chat-console-confirm
        .question=${this.question}
        .strings=${this.strings}
        @console-dialog-closed=${() => (this.question = undefined)}
      ></ws-chat-console-confirm>`;
  }

  #content(settings: ConsoleSettings) {
    const { strings, keeper, room } = this;
    return html`${this.#retention(settings)}
    ${room !== undefined && settings.may.includes('export') ? this.#export() : nothing}
    ${
      keeper?.may.includes('clear')
        ? html`<section class="card">
            <h2>${strings.clearRoom}</h2>
            <p class="quiet">${strings.clearRoomHint}</p>
            <button class="button danger" type="button" @click=${() => this.#askClear(keeper)}>
              ${strings.clearRoom}…
            </button>
          </section>`
        : nothing
    }`;
  }

  #retention({ retention, may }: ConsoleSettings) {
    const { strings } = this;
    const mayChange = may.includes('retention');
    return html`<section class="card">
      <h2>${strings.retention}</h2>
      <p class="quiet">${strings.retentionNow(retention.now)}</p>
      ${
        mayChange
          ? html`<form @submit=${this.#onRetention}>
              ${choices<Choice>({
                legend: strings.keepMessages,
                name: 'keep',
                options: [
                  { value: 'without', label: strings.asWithout(this.room, retention.without) },
                  { value: 'days', label: strings.forDays },
                  { value: 'for-ever', label: strings.forEver },
                ],
                chosen: this.choice,
                onChoose: (choice) => (this.choice = choice),
              })}
              ${
                this.choice === 'days'
                  ? html`<label class="field short"
                      ><span>${strings.days}</span
                      ><input
                        type="number"
                        min="1"
                        max="36500"
                        required
                        .value=${String(this.days)}
                        @input=${({ target }: Event) => (this.days = (target as HTMLInputElement).valueAsNumber || 1)}
                    /></label>`
                  : nothing
              }
              <p class="problem" role="alert">${this.trouble}</p>
              <button class="button primary" type="submit">${strings.save}</button>
            </form>`
          : nothing
      }
    </section>`;
  }

  #export() {
    const { strings } = this;
    return html`<section class="card">
      <h2>${strings.exportRoom}</h2>
      <p class="quiet">${strings.exportHint}</p>
      <form class="filters" @submit=${this.#onExport}>
        <label class="field"
          ><span>${strings.format}</span>
          <select name="format">
            <option value="jsonl">${strings.jsonl}</option>
            <option value="csv">${strings.csv}</option>
          </select></label
        >
        <label class="field grow"
          ><span>${strings.exportOnly}</span>
          <input name="participant" maxlength="128" autocomplete="off" placeholder=${strings.exportAll}
        /></label>
        <button class="button primary" type="submit" aria-disabled=${String(this.exporting)}>
          ${this.exporting ? strings.exporting : strings.exportFile}
        </button>
      </form>
      <p class="problem" role="alert">${this.exportTrouble}</p>
    </section>`;
  }
}
