// What a reader may choose for themself. Each choice holds at once; nothing is asked of the browser but by
// the click that wants it.
/* eslint-disable lit-a11y/role-has-required-aria-attrs -- a checkbox tells by itself whether it is checked */
import type { Choices } from '../choices.ts';
import { Sheet } from '../elements/sheet.ts';
import { enSettings } from '../locales/en-settings.ts';
import { actsOnPeople } from '../moderating.ts';
import { sample } from '../notifications/chime.ts';
import { askPermission, notify, permission, type Permission } from '../notifications/desktop.ts';
import { css, given, html, nothing, PartEvent } from '../shared.ts';

type Switch = 'badge' | 'sound' | 'desktop';

/**
 * @fires chat-choose - `Partial<Choices>`
 */
export class SettingsPanel extends Sheet {
  static override readonly properties = {
    ...Sheet.properties,
    choices: given,
    may: given,
    density: given,
    permission: { state: true },
    isPhone: { state: true },
  };

  static override readonly sheet = css`
    ${Sheet.frame}

    .setting {
      margin: 0 0 12px;
      padding: 0 16px 4px;
      border: 0;
      min-inline-size: 0;
    }

    .setting legend,
    .keys h4 {
      margin: 0;
      padding: 8px 0 4px;
      font-size: inherit;
      font-weight: 620;
    }

    .keys dl {
      margin: 0;
    }

    .keys dl div {
      display: flex;
      gap: 10px;
      padding-block: 4px;
    }

    .keys dt {
      flex: 0 0 110px;
    }

    .keys dd {
      flex: 1;
      min-inline-size: 0;
      margin: 0;
      color: var(--muted);
    }

    .keys kbd {
      padding: 1px 6px;
      border: 1px solid var(--control);
      border-radius: 4px;
      font: inherit;
      font-size: 12px;
    }

    .setting .hint {
      margin-block-end: 4px;
    }

    .choice {
      position: relative;
      display: flex;
      align-items: center;
      gap: 10px;
      min-block-size: 32px;
      cursor: pointer;
    }

    .choice span {
      flex: 1;
      min-inline-size: 0;
    }

    .choice input {
      flex: none;
      margin: 0;
      accent-color: var(--accent);
      cursor: inherit;
    }

    .choice input[type='radio'] {
      inline-size: 16px;
      block-size: 16px;
    }

    .choice input[role='switch'] {
      appearance: none;
      inline-size: 34px;
      block-size: 20px;
      border: 1px solid var(--control);
      border-radius: 10px;
      background: var(--surface);
    }

    .choice input[role='switch']::before {
      content: '';
      display: block;
      inline-size: 12px;
      block-size: 12px;
      margin: 3px;
      border-radius: 50%;
      background: var(--control);
    }

    .choice input[role='switch']:checked {
      border-color: var(--accent);
      background: var(--accent);
    }

    .choice input[role='switch']:checked::before {
      margin-inline-start: 17px;
      background: var(--on-accent);
    }

    .choice input:disabled,
    .choice:has(input:disabled) {
      cursor: default;
      color: var(--muted);
    }

    .choice input[type='range'] {
      flex: none;
      inline-size: 120px;
    }

    .problem-line {
      margin-block: 2px 8px;
      padding: 8px 10px;
      border-radius: 8px;
      background: var(--surface);
      color: var(--text);
    }

    @media (prefers-reduced-motion: no-preference) {
      .choice input[role='switch']::before {
        transition: margin 120ms ease-out;
      }
    }

    @media (pointer: coarse) {
      /* Fingers have no keys. */
      .keys {
        display: none;
      }

      .choice {
        min-block-size: 44px;
      }
    }

    @media (forced-colors: active) {
      .choice input[role='switch'] {
        appearance: auto;
        inline-size: 20px;
      }

      .choice input[role='switch']::before {
        content: none;
      }
    }
  `;

  choices!: Choices;
  /** As the page has it: what holds while nothing was chosen. */
  density: 'comfortable' | 'compact' = 'comfortable';
  /** What may be done here. */
  may: readonly string[] = [];

  private permission: Permission = permission();
  /** The browser allows notifications and then shows none. */
  private isPhone = false;

  readonly #life = new AbortController();

  protected override get heading() {
    return this.strings.settings;
  }

  get #words() {
    return { ...enSettings, ...this.strings };
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    void this.#followPermission();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#life.abort();
  }

  /** Who follows the advice sees at once that it worked. */
  async #followPermission(): Promise<void> {
    try {
      const status = await navigator.permissions.query({ name: 'notifications' });
      status.addEventListener('change', () => (this.permission = permission()), {
        signal: this.#life.signal,
      });
    } catch {
      // Then it is seen at the next click.
    }
  }

  /** Brings the list of keys into view, and the focus to it. */
  async showKeys(): Promise<void> {
    await this.updateComplete;
    const heading = this.querySelector<HTMLElement>('h4')!;
    heading.focus();
    heading.scrollIntoView();
  }

  #choose(change: Partial<Choices>): void {
    this.dispatchEvent(new PartEvent('chat-choose', change));
  }

  #onSwitch(name: Switch, { target }: Event): void {
    const { checked } = target as HTMLInputElement;
    if (name === 'desktop' && checked) return void this.#onDesktop(target as HTMLInputElement);
    if (name === 'sound' && checked) void sample(this.choices.volume);
    this.#choose({ [name]: checked });
  }

  async #onDesktop(input: HTMLInputElement): Promise<void> {
    this.permission = await askPermission();
    const isAllowed = this.permission === 'granted';
    const words = this.#words;
    const example = { title: words.notificationsOn, body: '', tag: 'ws-chat', again: false, silent: true };
    this.isPhone = isAllowed && !notify(example, () => {});
    input.checked = isAllowed && !this.isPhone;
    this.#choose({ desktop: input.checked });
  }

  #onVolume({ target }: Event): void {
    const volume = (target as HTMLInputElement).valueAsNumber;
    this.#choose({ volume });
    void sample(volume);
  }

  protected override content() {
    const words = this.#words;
    const { choices } = this;
    const { badge, sound, desktop } = choices;
    const isOn = badge || sound || desktop;
    return html`
      <fieldset class="setting">
        <legend>${words.whileAway}</legend>
        <p class="hint">${words.whileAwayHint}</p>
        ${this.#switch('badge', words.badge)} ${this.#switch('sound', words.sound)}
        ${sound ? this.#volume() : nothing} ${this.#switch('desktop', words.desktop)}
        <div role="status">${this.#problem()}</div>
      </fieldset>
      ${
        isOn
          ? this.#radios(words.about, 'about', choices.about, [
              ['mentions', words.mentions],
              ['everything', words.everything],
            ])
          : nothing
      }
      ${this.#radios(words.density, 'density', choices.density ?? this.density, [
        ['comfortable', words.comfortable],
        ['compact', words.compact],
      ])}
      ${this.#radios(words.readAloud, 'announce', choices.announce, [
        ['all', words.everything],
        ['mentions', words.mentions],
        ['off', words.off],
      ])}
      <div class="keys">
        ${this.#radios(words.sendsBy, 'sendsBy', choices.sendsBy, [
          ['enter', words.enterKey],
          ['ctrl-enter', words.ctrlEnterKey],
        ])}
      </div>
      <p class="hint setting">${words.keptHere}</p>
      ${this.#shortcuts()}
    `;
  }

  #shortcuts() {
    const words = this.#words;
    return html`<section class="setting keys">
      <h4 tabindex="-1">${words.keyboard}</h4>
      <dl>
        ${[...words.shortcuts, ...(actsOnPeople(this.may) ? words.keeperShortcuts : [])].map(
          ([key, what]) =>
            html`<div>
              <dt><kbd dir="ltr">${key}</kbd></dt>
              <dd>${what}</dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }

  #radios<Name extends 'announce' | 'about' | 'density' | 'sendsBy'>(
    label: string,
    name: Name,
    chosen: Choices[Name],
    options: readonly (readonly [Choices[Name] & string, string])[],
  ) {
    return html`<fieldset class="setting">
      <legend>${label}</legend>
      ${options.map(
        ([value, text]) =>
          html`<label class="choice">
            <input
              type="radio"
              name=${name}
              .checked=${value === chosen}
              @change=${() => this.#choose({ [name]: value })}
            />
            <span>${text}</span>
          </label>`,
      )}
    </fieldset>`;
  }

  #switch(name: Switch, label: string) {
    const isMissing = name === 'desktop' && this.permission === 'missing';
    const isOn = this.choices[name] && (name !== 'desktop' || this.permission === 'granted');
    return html`<label class="choice">
      <span>${label}</span>
      <input
        type="checkbox"
        role="switch"
        ?disabled=${isMissing}
        .checked=${isOn}
        @change=${(event: Event) => this.#onSwitch(name, event)}
      />
    </label>`;
  }

  #volume() {
    return html`<label class="choice">
      <span>${this.#words.volume}</span>
      <input
        type="range"
        min="0.1"
        max="1"
        step="0.1"
        .value=${String(this.choices.volume)}
        @change=${this.#onVolume}
      />
    </label>`;
  }

  #problem() {
    const words = this.#words;
    if (this.permission === 'missing' || this.isPhone)
      return html`<p class="hint problem-line">${words.notificationsMissing}</p>`;
    if (this.permission === 'denied')
      return html`<p class="hint problem-line">${words.notificationsDenied(location.host)}</p>`;
    return nothing;
  }
}

customElements.define('ws-chat-settings-panel', SettingsPanel);

declare global {
  interface HTMLElementTagNameMap {
    'ws-chat-settings-panel': SettingsPanel;
  }
}
