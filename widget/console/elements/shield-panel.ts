// The raid shield: one switch, and while it is up or just was, what undoes a raid.
import { html, nothing, type PropertyValues } from 'lit';
import type { Shield } from '../../../protocol/server-messages.ts';
import { given, Part } from '../../elements/part.ts';
import type { Times } from '../../elements/times.ts';
import type { Answer, ModeratorAct } from '../room-keeper.ts';
import type { Desk } from '../desk.ts';
import type { ConsoleStrings } from '../strings.ts';
import { undoing } from '../undoing.ts';
import type { Question } from './confirm-dialog.ts';

export class ShieldPanel extends Part {
  static override readonly properties = {
    shield: given,
    may: given,
    disabled: given,
    strings: given,
    times: given,
    perform: given,
    say: given,
    now: given,
    latest: { state: true },
    trouble: { state: true },
    question: { state: true },
  };

  /** The one that is told with the mode: it is up until its end. */
  shield: Shield | undefined;
  may: readonly string[] = [];
  disabled = false;
  strings!: ConsoleStrings;
  times!: Times;
  perform!: (act: ModeratorAct) => Promise<Answer>;
  say!: Desk['say'];
  now: () => number = Date.now;

  /** The latest that the server remembers, though it is down. */
  private latest: Shield | undefined;
  private trouble = '';
  private question: Question | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.perform({ do: 'list', of: 'shield' }).then((answer) => {
      if (answer.kind === 'done') this.latest = answer.moderated?.shield;
    });
  }

  /** What undoes a raid is of use once the shield has come down, too. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const former = changed.get('shield');
    if (former && !this.shield) this.latest = { ...former, until: Math.min(former.until, this.now()) };
  }

  get #isUp(): boolean {
    return this.shield !== undefined && this.shield.until > this.now();
  }

  async #act(act: ModeratorAct): Promise<string | undefined> {
    const { strings } = this;
    const answer = await this.perform(act);
    if (answer.kind === 'refused') return answer.sentence || strings.failed;
    const { count = 0, more, shield } = answer.moderated ?? {};
    if (shield) this.latest = shield;
    const undo = undoing({ may: this.may, carryOut: this.perform }, [answer.draftId], this);
    if (act.do === 'clear') this.say(strings.removedSo(count, more), undo);
    if (act.do === 'ban-many') this.say(strings.bannedSo(count, more), undo);
    return undefined;
  }

  async #switch(on: boolean): Promise<void> {
    this.trouble = (await this.#act({ do: 'shield', on })) ?? '';
  }

  #ask(question: Omit<Question, 'run'>, act: ModeratorAct): void {
    this.question = { ...question, run: () => this.#act(act) };
  }

  readonly #onPhrase = (event: SubmitEvent): void => {
    event.preventDefault();
    const { strings } = this;
    const form = event.target as HTMLFormElement;
    const phrase = (new FormData(form).get('phrase') as string).trim();
    if (phrase === '') return;
    const { title, text, button } = strings.banPhrase(phrase);
    const since = this.latest?.since;
    this.#ask(
      { title, text, button },
      { do: 'ban-many', by: { phrase, ...(since !== undefined && { since }) } },
    );
  };

  override render() {
    const { strings, shield, disabled } = this;
    const isUp = this.#isUp;
    const known = isUp ? shield : (this.latest ?? shield);
    return html`<section class="panel-part" aria-labelledby="shield-title">
      <h2 id="shield-title">${strings.shield}</h2>
      ${
        isUp
          ? html`<div class="paused">
              <p>
                <strong>${strings.shieldUp(this.times.time(shield!.until))}</strong>
                <small>${strings.shieldCause(shield!.cause)}</small>
              </p>
              <button class="button" type="button" ?disabled=${disabled} @click=${() => this.#switch(false)}>
                ${strings.shieldDown}
              </button>
            </div>`
          : html`<p class="quiet">${strings.shieldHint}</p>
              <button class="button" type="button" ?disabled=${disabled} @click=${() => this.#switch(true)}>
                ${strings.raiseShield}
              </button>`
      }
      ${known ? this.#aftermath(known) : nothing}
      <p class="problem" role="alert">${this.trouble}</p>
      <ws-chat-console-confirm
        .question=${this.question}
        .strings=${strings}
        @console-dialog-closed=${() => (this.question = undefined)}
      ></ws-chat-console-confirm>
    </section>`;
  }

  #aftermath({ since, until }: Shield) {
    const { strings, may, disabled } = this;
    const from = this.times.time(since);
    const button = (words: Omit<Question, 'run'>, act: ModeratorAct) =>
      html`<button
        class="button danger"
        type="button"
        ?disabled=${disabled}
        @click=${() => this.#ask(words, act)}
      >
        ${words.title.replace(/\?$/, '')}…
      </button>`;
    return html`${may.includes('clear') ? button(strings.undoRaid(from), { do: 'clear', since }) : nothing}
    ${
      may.includes('ban')
        ? html`${button(strings.banRaiders(from), { do: 'ban-many', by: { joined: [since, Math.max(since, Math.min(until, this.now()))] } })}
            <form class="pause" @submit=${this.#onPhrase}>
              <label class="field"
                ><span>${strings.banWhoSaid}</span>
                <input name="phrase" maxlength="100" autocomplete="off" dir="auto" ?disabled=${disabled}
              /></label>
              <button class="button" type="submit" ?disabled=${disabled}>${strings.ban}…</button>
            </form>`
        : nothing
    }`;
  }
}
