// A poll, below its question: what can be chosen, and how many did. It is loaded when the first one is to be seen.
import type { RowAct } from '../elements/row-act.ts';
import type { RowContext } from '../elements/row-context.ts';
import { enPoll } from '../locales/en-poll.ts';
import type { MessageRow, PollNow } from '../rows/row.ts';
import { given, html, icon, nothing, Part, PartEvent, plainText } from '../shared.ts';
import { poll } from '../styles/poll.ts';

const chosenIcon = icon('M3.500 8.500l3 3 6-7', 12);

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
    const { seq } = this.row;
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
    const { poll: now, text } = this.row;
    if (!now) return nothing;
    const { choice, ended } = now;
    const words = this.#words;
    const answers = answersOf(now);
    const total = answers.reduce((sum, { count }) => sum + count, 0);
    const votes = !ended && this.context.can.includes('vote');
    const isTold = !votes || choice !== undefined;
    return html`${
        votes
          ? html`<div
              class="answers"
              role="radiogroup"
              aria-label=${plainText(text)}
              @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
            >
              ${answers.map((answer) => this.#choosable(answer, choice, isTold))}
            </div>`
          : html`<ul class="answers">
              ${answers.map(
                (answer) =>
                  html`<li class=${answer.index === choice ? 'answer chosen' : 'answer'} part="poll-option">
                    ${this.#content(answer, choice, true)}
                  </li>`,
              )}
            </ul>`
      }
      <div class="poll-foot">
        ${words.votes(total)}<span role="status">${ended ? ` · ${words.pollEnded}` : nothing}</span>
        ${
          votes && choice !== undefined
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

  #choosable(answer: Answer, choice: number | undefined, isTold: boolean) {
    const isChosen = answer.index === choice;
    return html`<button
      class=${isChosen ? 'answer chosen' : 'answer'}
      part="poll-option"
      type="button"
      role="radio"
      tabindex="-1"
      aria-checked=${String(isChosen)}
      @click=${() => (isChosen ? undefined : this.#vote(answer.index))}
    >
      ${this.#content(answer, undefined, isTold, isChosen)}
    </button>`;
  }

  /** Said of one’s own where no checked button tells it. */
  #content(
    { option, index, count, percent }: Answer,
    own: number | undefined,
    isTold: boolean,
    isChosen = index === own,
  ) {
    const words = this.#words;
    return html`<span class="mark" aria-hidden="true">${isChosen ? chosenIcon : nothing}</span>
      <bdi>${option}</bdi>
      ${
        isTold
          ? html`<span class="share">${words.share(count, percent)}</span>
              ${index === own ? html`<span class="unseen">, ${words.yourVote}</span>` : nothing}
              <progress aria-hidden="true" max="100" .value=${percent}></progress>`
          : nothing
      }`;
  }
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
