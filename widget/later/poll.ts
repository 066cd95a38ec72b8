// A poll, below its question: what can be chosen, and how many did. It is loaded when the first one is to be seen.
import type { RowAct } from '../elements/row-act.ts';
import type { RowContext } from '../elements/row-context.ts';
import { enPoll } from '../locales/en-poll.ts';
import type { MessageRow, PollNow } from '../rows/row.ts';
import { given, html, icon, nothing, Part, PartEvent, plainText } from '../shared.ts';
import { poll } from '../styles/poll.ts';

const chosenIcon = icon('M3.5 8.5l3 3 6-7', 12);

/** An answer, and how much of all votes it has. */
interface Answer {
  readonly option: string;
  readonly index: number;
  readonly count: number;
  readonly percent: number;
}

/**
 * @fires chat-act - `RowAct`: the reader chooses, or takes that back.
 */
export class PollAnswers extends Part {
  static override readonly properties = { row: given, context: given };

  static override readonly sheet = poll;

  row!: MessageRow;
  context!: RowContext;

  /** A button of it has the focus, and may go with it. */
  #hasFocus = false;

  protected override willUpdate(): void {
    this.#hasFocus = this.matches(':focus-within');
  }

  protected override updated(): void {
    if (!this.#hasFocus || this.matches(':focus-within')) return;
    const row = this.closest<HTMLElement>('[data-row]');
    (this.querySelector<HTMLElement>('button') ?? row)?.focus({ preventScroll: true });
  }

  get #words() {
    return { ...enPoll, ...this.context.strings };
  }

  #vote(option: number | undefined): void {
    const { seq, poll: now } = this.row;
    if (option === now?.choice) return;
    const act: RowAct = { kind: 'vote', seq, ...(option !== undefined && { option }) };
    this.dispatchEvent(new PartEvent('chat-act', act));
  }

  /** Up and down lead along the answers, and choose nothing: a vote is seen by others. */
  #onKeydown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    if (!step || at < 0) return;
    buttons.at((at + step) % buttons.length)!.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  override render() {
    const { poll: now } = this.row;
    if (!now) return nothing;
    const { choice, ended } = now;
    const words = this.#words;
    const answers = answersOf(now);
    const total = answers.reduce((sum, { count }) => sum + count, 0);
    const mayVote = !ended && this.context.can.includes('vote');
    return html`${mayVote ? this.#choices(answers, choice) : this.#results(answers, choice)}
      <div class="poll-foot">
        ${words.votes(total)}<span role="status">${ended ? ` · ${words.pollEnded}` : nothing}</span>
        ${
          mayVote && choice !== undefined
            ? html`<button
                class="link-button"
                type="button"
                tabindex="-1"
                @click=${() => this.#vote(undefined)}
              >
                ${words.takeBackVote}
              </button>`
            : nothing
        }
      </div>`;
  }

  /** The numbers would lead who has not chosen yet. */
  #choices(answers: readonly Answer[], choice: number | undefined) {
    return html`<div
      class="answers"
      role="radiogroup"
      aria-label=${plainText(this.row.text)}
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
    >
      ${answers.map(
        (answer) =>
          html`<button
            class=${classOf(answer, choice)}
            part="poll-option"
            type="button"
            role="radio"
            tabindex="-1"
            aria-checked=${String(answer.index === choice)}
            @click=${() => this.#vote(answer.index)}
          >
            ${this.#mark(answer, choice)} ${choice === undefined ? nothing : this.#share(answer)}
          </button>`,
      )}
    </div>`;
  }

  /** No checked button tells here which one is one’s own. */
  #results(answers: readonly Answer[], choice: number | undefined) {
    const own = html`<span class="unseen">, ${this.#words.yourVote}</span>`;
    return html`<ul class="answers">
      ${answers.map(
        (answer) =>
          html`<li class=${classOf(answer, choice)} part="poll-option">
            ${this.#mark(answer, choice)} ${this.#share(answer)} ${answer.index === choice ? own : nothing}
          </li>`,
      )}
    </ul>`;
  }

  #mark({ option, index }: Answer, choice: number | undefined) {
    return html`<span class="mark" aria-hidden="true">${index === choice ? chosenIcon : nothing}</span>
      <bdi>${option}</bdi>`;
  }

  #share({ count, percent }: Answer) {
    return html`<span class="share">${this.#words.share(count, percent)}</span>
      <progress aria-hidden="true" max="100" .value=${percent}></progress>`;
  }
}

function classOf({ index }: Answer, choice: number | undefined): string {
  return index === choice ? 'answer chosen' : 'answer';
}

function answersOf({ options, votes }: PollNow): readonly Answer[] {
  const counts = options.map(() => 0);
  for (const option of votes.values()) if (option !== undefined && option < counts.length) counts[option]!++;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return options.map((option, index) => {
    const count = counts[index]!;
    return { option, index, count, percent: total === 0 ? 0 : Math.round((100 * count) / total) };
  });
}

if (!customElements.get('ws-chat-poll')) customElements.define('ws-chat-poll', PollAnswers);
