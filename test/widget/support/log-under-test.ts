// A list of messages in a page, with the styles that the element around it gives, and a height to scroll in.
import { adoptStyles } from 'lit';
import type { Entry } from '../../../protocol/server-messages.ts';
import { define } from '../../../widget/define.ts';
import { layOut } from '../../../widget/lay-out.ts';
import { ChatLog, type DraftAct } from '../../../widget/later/chat-log.ts';
import type { RowAct } from '../../../widget/elements/row-act.ts';
import { createTimes } from '../../../widget/elements/times.ts';
import { en } from '../../../widget/locales/en.ts';
import { log } from '../../../widget/styles/log.ts';
import { row } from '../../../widget/styles/row.ts';
import { panel } from '../../../widget/styles/panel.ts';
import '../../../widget/later/chat-composer.ts';
import '../../../widget/later/row-tools.ts';
import '../../../widget/later/way-down.ts';
import { hues, tokens } from '../../../widget/styles/tokens.ts';
import type { Draft } from '../../../widget/outbox/outbox.ts';
import { expected } from '../../../widget/rows/expected.ts';
import { createRows } from '../../../widget/rows/rows.ts';
import { emptyTimeline, reduce } from '../../../widget/timeline/timeline.ts';
import { ann, entries, fresh, startAt } from './frames.ts';
import { createPart, onPart } from './parts.ts';
import { createPlace, rendered } from './stage.ts';
import { drawn, until } from './until.ts';

layOut();
define();

const times = createTimes('en', () => startAt + 3_600_000);

export const rowsFor = (all: readonly Entry[], drafts: readonly Draft[] = []) =>
  createRows()({
    timeline: reduce(emptyTimeline, fresh({ entries: all })),
    drafts,
    me: ann,
    dayOf: times.dayKey,
    expected,
  });

interface DraftWish {
  readonly act: DraftAct;
  readonly draftId: string;
}

export class LogUnderTest {
  readonly element: ChatLog;
  /** `chat-older`, `chat-read` … as they were fired. */
  readonly fired: string[] = [];
  readonly acts: DraftWish[] = [];
  /** What was to be done with messages. */
  readonly done: RowAct[] = [];

  static async create(properties: Partial<ChatLog> = {}): Promise<LogUnderTest> {
    const underTest = new LogUnderTest(properties);
    await underTest.drawn();
    return underTest;
  }

  constructor(properties: Partial<ChatLog>) {
    const host = createPlace();
    host.style.blockSize = '400px';
    host.style.inlineSize = '360px';
    const root = host.attachShadow({ mode: 'open' });
    adoptStyles(root, [tokens, hues, panel, log, row]);
    const section = document.createElement('section');
    section.className = 'panel';
    root.append(section);
    for (const type of ['chat-older', 'chat-newer', 'chat-latest', 'chat-read', 'chat-leave'])
      section.addEventListener(type, () => this.fired.push(type));
    onPart(section, 'chat-draft', (wish) => this.acts.push(wish as DraftWish));
    onPart(section, 'chat-act', (act) => this.done.push(act as RowAct));
    this.element = createPart('ws-chat-log', ChatLog);
    Object.assign(this.element, { strings: en, times, rows: rowsFor(entries(101, 140)) }, properties);
    section.append(this.element);
  }

  get scroller(): HTMLElement {
    return this.element.querySelector('.scroller')!;
  }

  get jump(): HTMLButtonElement | null {
    return this.element.querySelector('.jump');
  }

  /** Whether it offers a way down. */
  get jumps(): boolean {
    return this.jump !== null;
  }

  /** Pixels between what is seen and the end. */
  get below(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  row(text: string): HTMLElement {
    const found = [...this.element.querySelectorAll<HTMLElement>('[data-row]')].find(
      (row) => row.querySelector('.text')!.textContent === text,
    );
    if (!found) throw new Error(`There is no row “${text}”.`);
    return found;
  }

  /** The texts of the rows that are in view, wholly or in part. */
  get inView(): string[] {
    const { top, bottom } = this.scroller.getBoundingClientRect();
    return [...this.element.querySelectorAll('[data-row]')]
      .filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      })
      .map((row) => row.querySelector('.text')!.textContent);
  }

  async set(properties: Partial<ChatLog>): Promise<void> {
    Object.assign(this.element, properties);
    await rendered(this.element);
  }

  /** The reader goes there, and the list has noticed. */
  async scrollTo(top: number): Promise<void> {
    this.scroller.scrollTop = top;
    await until('the list knows where the reader is', () => this.element.following === this.below <= 40);
    await this.drawn();
  }

  /** What has the focus. */
  get active(): Element | null {
    return (this.element.getRootNode() as ShadowRoot).activeElement;
  }

  /** Returns whether the browser still does what the key does by itself. */
  async press(key: string, init: KeyboardEventInit = {}, target?: Element): Promise<boolean> {
    // What the keyboard needs is loaded with the first focus.
    await this.drawn();
    const usual = { key, bubbles: true, cancelable: true, composed: true };
    const goesOn = (target ?? this.active!).dispatchEvent(
      new KeyboardEvent('keydown', { ...usual, ...init }),
    );
    await this.drawn();
    return goesOn;
  }

  async drawn(): Promise<void> {
    await rendered(this.element);
    await drawn();
    await rendered(this.element);
  }
}
