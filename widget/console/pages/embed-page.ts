// Makes the lines that a site owner pastes, beside a chat that looks as they chose it.
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { isRoomName } from '../../../protocol/room-name.ts';
import { attributesOf, embedCode, variablesOf, type Embed } from '../embed-code.ts';
import { choices } from '../elements/choices.ts';
import { Page } from '../page.ts';

const modes = ['floating', 'inline', 'readonly', 'popout'] as const;
const themes = ['auto', 'light', 'dark'] as const;
const densities = ['comfortable', 'compact'] as const;

/** Those that the chat speaks, by their own names; empty is the page's. */
const languages = ['', 'en', 'ar', 'de', 'es', 'fr', 'he', 'ja', 'pt'] as const;

/** Where the colour begins once it is chosen: the chat's own. */
const usualAccent = '#0b6b55';
const usualRadius = 12;

export class EmbedPage extends Page {
  static override readonly properties = {
    ...Page.properties,
    embed: { state: true },
    rooms: { state: true },
  };

  private embed: Embed = {
    server: '',
    room: 'lobby',
    mode: 'floating',
    theme: 'auto',
    density: 'comfortable',
    lang: '',
    heading: '',
    placeholder: '',
    accent: undefined,
    radius: undefined,
  };
  private rooms: readonly string[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.embed = { ...this.embed, server: this.desk.server };
    void this.#suggest();
  }

  /** Attributes and variables by hand: a strict page admits no style attribute. */
  protected override updated(): void {
    const chat = this.querySelector<HTMLElement>('ws-chat');
    if (!chat) return;
    const attributes: Readonly<Record<string, string>> = attributesOf(this.embed);
    for (const name of ['theme', 'density', 'lang', 'heading', 'placeholder'])
      if (attributes[name] === undefined) chat.removeAttribute(name);
      else chat.setAttribute(name, attributes[name]);
    const variables: Readonly<Record<string, string>> = variablesOf(this.embed);
    for (const name of ['--ws-chat-accent', '--ws-chat-radius'])
      if (variables[name] === undefined) chat.style.removeProperty(name);
      else chat.style.setProperty(name, variables[name]);
  }

  /** Rooms to choose from; where they cannot be had, a name is written as well. */
  async #suggest(): Promise<void> {
    try {
      const { rooms } = await this.desk.api.rooms();
      this.rooms = rooms.map(({ name }) => name);
      const [first] = this.rooms;
      if (first !== undefined && !this.rooms.includes(this.embed.room)) this.#choose({ room: first });
    } catch {
      this.rooms = [];
    }
  }

  #choose(change: Partial<Embed>): void {
    this.embed = { ...this.embed, ...change };
  }

  override render() {
    const { strings, embed } = this;
    return html`<header class="head"><h1>${strings.embed}</h1></header>
      <div class="body">
        <div class="beside">
          <div class="stack">
            ${this.#form()}
            <ws-chat-console-copy
              .text=${embedCode(embed)}
              .label=${strings.pasteThis}
              .strings=${strings}
            ></ws-chat-console-copy>
            <p class="quiet">${strings.embedHint}</p>
          </div>
          ${this.#preview()}
        </div>
      </div>`;
  }

  #form() {
    const { strings, embed } = this;
    const pills = <Name extends 'mode' | 'theme' | 'density'>(name: Name, options: readonly Embed[Name][]) =>
      choices({
        legend: strings.embedOption(name),
        name,
        options: options.map((value) => ({ value, label: strings.embedValue(value) })),
        chosen: embed[name],
        onChoose: (value) => this.#choose({ [name]: value }),
      });
    const text = (name: 'heading' | 'placeholder') =>
      html`<label class="field"
        ><span>${strings.embedOption(name)}</span>
        <input
          maxlength="100"
          autocomplete="off"
          dir="auto"
          .value=${embed[name]}
          @input=${({ target }: Event) => this.#choose({ [name]: (target as HTMLInputElement).value })}
      /></label>`;
    return html`<form class="card" @submit=${(event: Event) => event.preventDefault()}>
      <label class="field"
        ><span>${strings.room}</span>
        <input
          list="rooms"
          maxlength="64"
          autocomplete="off"
          spellcheck="false"
          .value=${embed.room}
          @change=${({ target }: Event) => {
            const room = (target as HTMLInputElement).value.trim().toLowerCase();
            if (isRoomName(room)) this.#choose({ room });
            else (target as HTMLInputElement).value = embed.room;
          }}
      /></label>
      <datalist id="rooms">${this.rooms.map((name) => html`<option value=${name}></option>`)}</datalist>
      ${pills('mode', modes)} ${pills('theme', themes)} ${pills('density', densities)}
      <div class="two">${text('heading')} ${text('placeholder')}</div>
      <div class="two">
        <label class="field"
          ><span>${strings.embedOption('lang')}</span>
          <select
            @change=${({ target }: Event) => this.#choose({ lang: (target as HTMLSelectElement).value })}
          >
            ${languages.map((lang) => html`<option value=${lang}>${strings.language(lang)}</option>`)}
          </select></label
        >
        <label class="field"
          ><span>${strings.embedOption('radius')}</span>
          <input
            type="range"
            min="0"
            max="24"
            .value=${String(embed.radius ?? usualRadius)}
            @input=${({ target }: Event) => {
              const radius = (target as HTMLInputElement).valueAsNumber;
              this.#choose({ radius: radius === usualRadius ? undefined : radius });
            }}
        /></label>
      </div>
      <div class="together">
        <label class="field short"
          ><span>${strings.embedOption('accent')}</span>
          <input
            type="color"
            .value=${embed.accent ?? usualAccent}
            @input=${({ target }: Event) => this.#choose({ accent: (target as HTMLInputElement).value })}
        /></label>
        ${
          embed.accent === undefined
            ? nothing
            : html`<button
                class="button plain"
                type="button"
                @click=${() => this.#choose({ accent: undefined })}
              >
                ${strings.itsOwn}
              </button>`
        }
      </div>
    </form>`;
  }

  /** Another room or another way to stand is another chat. */
  #preview() {
    const { strings, embed } = this;
    const { room, mode } = embed;
    return html`<section class="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">${strings.preview}</h2>
      <div class="page" data-mode=${mode}>
        ${keyed(
          `${room} ${mode}`,
          html`<ws-chat
            server=${embed.server}
            room=${room}
            mode=${mode}
            loading="eager"
            ?open=${mode === 'floating'}
          ></ws-chat>`,
        )}
      </div>
    </section>`;
  }
}
