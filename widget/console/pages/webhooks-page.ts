// What programs of the owner's are told: how each of them is, and what they did not take, to be sent again.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LetterLine, LetterPage, WebhookLine, WebhookState } from '../../../protocol/console.ts';
import { Every } from '../every.ts';
import { Loader } from '../loading.ts';
import { Page } from '../page.ts';

const lookEveryMs = 5_000;

interface Shown extends LetterPage {
  readonly webhooks: readonly WebhookLine[];
}

export class WebhooksPage extends Page {
  readonly #shown = new Loader<Shown>(this, () => this.#load());
  /** Whether older letters are on the screen: then nothing is asked for that would take them away. */
  #isDeep = false;

  constructor() {
    super();
    new Every(this, lookEveryMs, () => {
      if (!this.#isDeep) void this.#shown.run();
    });
  }

  async #load(): Promise<Shown> {
    const { api } = this.desk;
    const [{ webhooks }, letters] = await Promise.all([api.webhooks(), api.letters()]);
    return { webhooks, ...letters };
  }

  async #older({ webhooks, letters, next }: Shown): Promise<void> {
    try {
      const page = await this.desk.api.letters({ before: String(next) });
      this.#isDeep = true;
      this.#shown.put({ webhooks, ...page, letters: [...letters, ...page.letters] });
    } catch (error) {
      this.desk.say(this.desk.sentenceOf(error));
    }
  }

  async #retry({ id, webhook }: LetterLine): Promise<void> {
    const { desk, strings } = this;
    try {
      await desk.api.retryLetter(id);
      desk.say(strings.sentAgain(webhook));
    } catch (error) {
      desk.say(desk.sentenceOf(error));
    }
    this.#isDeep = false;
    await this.#shown.run();
  }

  override render() {
    const { strings } = this;
    return html`<header class="head"><h1>${strings.webhooks}</h1></header>
      <div class="body">
        <div class="stack">${this.#shown.render((shown) => this.#all(shown))}</div>
      </div>`;
  }

  #all(shown: Shown) {
    const { strings } = this;
    const { webhooks, letters, next } = shown;
    if (webhooks.length === 0 && letters.length === 0)
      return html`<p class="blank">${strings.noWebhooks}</p>`;
    return html`<ul class="lines">
        ${webhooks.map((one) => this.#webhook(one))}
      </ul>
      <section class="card" aria-labelledby="letters-title">
        <h2 id="letters-title">${strings.letters}</h2>
        ${
          letters.length === 0
            ? html`<p class="blank">${strings.noLetters}</p>`
            : html`<p class="quiet">${strings.lettersHint}</p>
                <ul class="lines letters">
                  ${repeat(
                    letters,
                    ({ id }) => id,
                    (one) => this.#letter(one),
                  )}
                </ul>
                ${
                  next === undefined
                    ? nothing
                    : html`<button class="button" type="button" @click=${() => this.#older(shown)}>
                        ${strings.showOlder}
                      </button>`
                }`
        }
      </section>`;
  }

  #webhook({ name, host, rooms, events, state }: WebhookLine) {
    const { strings } = this;
    const where = rooms.includes('*') ? strings.allRooms : rooms.join(', ');
    return html`<li>
      <span class="grow"
        ><bdi class="name">${name}</bdi>
        <span class="chip">${strings.webhookState(state.is)}</span>
        <small class="quiet"><bdi>${host}</bdi> · <bdi>${where}</bdi> · ${events.join(', ')}</small>
        ${this.#why(state)}</span
      >
    </li>`;
  }

  #why(state: WebhookState) {
    const { strings } = this;
    if (state.is === 'delivering') return nothing;
    const until = state.is === 'waiting' ? ` ${strings.triedAgainAt(this.#at(state.until))}` : '';
    return html`<small
      >${state.reason ?? nothing}${until}${state.is === 'off' ? ` ${strings.offHint}` : nothing}</small
    >`;
  }

  #letter(letter: LetterLine) {
    const { strings, desk } = this;
    const { webhook, room, seq, reason, at, attempts, again } = letter;
    return html`<li>
      <span class="grow"
        ><bdi class="name">${strings.letter(webhook, room, seq)}</bdi>
        <small>${reason}</small>
        <small class="quiet"
          ><time datetime=${desk.times.machine(at)} title=${desk.times.full(at)}
            >${strings.givenUpAt(this.#at(at), attempts)}</time
          ></small
        ></span
      >
      <button class="button" type="button" ?disabled=${again} @click=${() => this.#retry(letter)}>
        ${again ? strings.isSentAgain : strings.sendAgain}
      </button>
    </li>`;
  }

  #at(time: number): string {
    const { times } = this.desk;
    return `${times.day(time)}, ${times.time(time)}`;
  }
}
