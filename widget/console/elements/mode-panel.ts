// How the room is kept: each switch acts at once, and a pause has its words and its end.
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RoomMode } from '../../../protocol/server-messages.ts';
import { given, Part } from '../../elements/part.ts';
import type { Answer, ModeratorAct } from '../room-keeper.ts';
import type { ConsoleStrings } from '../strings.ts';

type WantedMode = Extract<ModeratorAct, { do: 'mode' }>['mode'];

const slowSteps = [0, 5, 10, 30, 60, 300, 900, 3_600, 21_600] as const;

const minute = 60_000;
const pauseSteps = [5 * minute, 15 * minute, 60 * minute, undefined] as const;

/** A pause is no shorter than the server takes it. */
const leastMs = 10_000;

const switches = ['membersOnly', 'emojiOnly', 'readOnly', 'holdAll'] as const;

export class ModePanel extends Part {
  static override readonly properties = {
    mode: given,
    strings: given,
    disabled: given,
    perform: given,
    trouble: { state: true },
    pauseFor: { state: true },
  };

  mode: RoomMode = {};
  strings!: ConsoleStrings;
  disabled = false;
  perform!: (act: ModeratorAct) => Promise<Answer>;

  private trouble = '';
  private pauseFor: number | undefined = pauseSteps[0];

  /** The whole of it goes each time: what is left out is off. */
  async #keep(change: WantedMode): Promise<boolean> {
    const { paused, shield: _shield, ...rest } = this.mode;
    const { until } = paused ?? {};
    const isPaused = paused && (until === undefined || until > Date.now());
    const still = isPaused && {
      paused: {
        ...(paused.message !== undefined && { message: paused.message }),
        ...(until !== undefined && { forMs: Math.max(leastMs, until - Date.now()) }),
      },
    };
    const answer = await this.perform({ do: 'mode', mode: { ...rest, ...still, ...change } });
    this.trouble = answer.kind === 'refused' ? answer.sentence || this.strings.failed : '';
    this.requestUpdate();
    return answer.kind === 'done';
  }

  readonly #onPause = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const said = new FormData(form).get('message');
    const message = typeof said === 'string' ? said.trim() : '';
    const forMs = this.pauseFor;
    const paused = { ...(message && { message }), ...(forMs !== undefined && { forMs }) };
    if (await this.#keep({ paused })) form.reset();
  };

  override render() {
    const { strings, mode, disabled } = this;
    const slow = mode.slowSeconds ?? 0;
    const steps = slowSteps.some((step) => step === slow)
      ? slowSteps
      : [...slowSteps, slow].sort((a, b) => a - b);
    return html`<section class="panel-part" aria-labelledby="mode-title">
      <h2 id="mode-title">${strings.roomMode}</h2>
      <label class="line"
        ><span>${strings.slowMode}</span>
        <select
          ?disabled=${disabled}
          .value=${live(String(slow))}
          @change=${({ target }: Event) =>
            this.#keep({ slowSeconds: Number((target as HTMLSelectElement).value) })}
        >
          ${steps.map(
            (step) =>
              html`<option value=${step} ?selected=${step === slow}>
                ${step === 0 ? strings.off : strings.oneEvery(step)}
              </option>`,
          )}
        </select></label
      >
      ${switches.map(
        (name) =>
          html`<label class="line"
            ><span>${strings[name]} <small>${strings.modeHint(name)}</small></span>
            <input
              type="checkbox"
              class="switch"
              ?disabled=${disabled}
              .checked=${live(mode[name] ?? false)}
              @change=${({ target }: Event) => this.#keep({ [name]: (target as HTMLInputElement).checked })}
          /></label>`,
      )}
      ${this.#pause()}
      <p class="problem" role="alert">${this.trouble}</p>
    </section>`;
  }

  #pause() {
    const { strings, mode, disabled } = this;
    const { paused } = mode;
    if (paused && (paused.until === undefined || paused.until > Date.now()))
      return html`<div class="paused">
        <p><strong>${strings.pausedUntil(paused.until)}</strong></p>
        ${paused.message ? html`<p dir="auto">${paused.message}</p>` : nothing}
        <button
          class="button"
          type="button"
          ?disabled=${disabled}
          @click=${() => this.#keep({ paused: undefined })}
        >
          ${strings.goOn}
        </button>
      </div>`;
    return html`<form class="pause" @submit=${this.#onPause}>
      <label class="field"
        ><span>${strings.pauseTheRoom}</span>
        <input
          name="message"
          maxlength="500"
          dir="auto"
          autocomplete="off"
          ?disabled=${disabled}
          placeholder=${strings.pauseMessage}
      /></label>
      <div class="together">
        <select
          aria-label=${strings.howLong}
          ?disabled=${disabled}
          @change=${({ target }: Event) => (this.pauseFor = pauseSteps[(target as HTMLSelectElement).selectedIndex])}
        >
          ${pauseSteps.map((ms) => html`<option>${strings.lasting(ms)}</option>`)}
        </select>
        <button class="button" type="submit" ?disabled=${disabled}>${strings.pause}</button>
      </div>
    </form>`;
  }
}
