import { expect } from 'chai';
import { initialState } from '../../../widget/chat-state.ts';
import { usualChoices, type Choices } from '../../../widget/choices.ts';
import { Notifier, type NotifierEdges } from '../../../widget/later/notifier.ts';
import { en } from '../../../widget/locales/en.ts';
import type { Notice } from '../../../widget/notifications/desktop.ts';
import type { MessageRow } from '../../../widget/rows/row.ts';
import type { Scene } from '../../../widget/scene.ts';
import { emptyTimeline } from '../../../widget/timeline/timeline.ts';
import { bo, startAt } from '../support/frames.ts';
import { afterTest } from '../support/stage.ts';
import { drawn, until, untilAnswered } from '../support/until.ts';

const everything = { ...usualChoices, badge: true, sound: true, desktop: true };

let rooms = 0;

function row(seq: number, rest: Partial<MessageRow> = {}): MessageRow {
  return {
    kind: 'message',
    key: `bo d${seq}`,
    seq,
    at: startAt,
    from: bo,
    own: false,
    starts: true,
    continues: false,
    text: `text ${seq}`,
    edited: false,
    pinned: false,
    reactions: [],
    reply: undefined,
    calls: true,
    pending: false,
    ...rest,
  };
}

/** Whether the reader looks at the room in any tab. */
async function isLookedAt(room: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === `ws-chat https://chat.example/ ${room} looking`);
}

/** A tab in which nobody looks at the chat, unless that is said. */
class TabUnderTest {
  readonly counts: number[] = [];
  readonly chimes: number[] = [];
  readonly notices: (Notice & { readonly click: () => void; isTaken: boolean })[] = [];
  room: string;
  isHidden = true;
  isShown = true;
  choices: Choices = everything;
  shows = 0;
  #last = 0;
  readonly notifier: Notifier;

  constructor(room = `room ${rooms++}`) {
    this.room = room;
    const edges: NotifierEdges = {
      isHidden: () => this.isHidden,
      countInTitle: (_, count) => this.counts.push(count),
      chime: (volume) => this.chimes.push(volume),
      notify: (notice, click) => {
        const shown = { ...notice, click, isTaken: false };
        this.notices.push(shown);
        return () => (shown.isTaken = true);
      },
    };
    this.notifier = new Notifier(edges);
    afterTest(() => this.notifier.close());
    this.hear();
  }

  hear(...news: readonly MessageRow[]): this {
    this.#last = news.at(-1)?.seq ?? this.#last;
    const scene: Scene = {
      server: 'https://chat.example/',
      room: this.room,
      heading: 'Lobby',
      choices: this.choices,
      strings: en,
      client: { act: () => undefined, attach() {} },
      say() {},
      learn: () => Promise.resolve(),
      of: [],
      state: { ...initialState({ kind: 'idle' }, true), timeline: { ...emptyTimeline, last: this.#last } },
      density: 'comfortable',
      presenceMessages: 'auto',
      isShown: this.isShown,
      rows: () => [],
      show: () => this.shows++,
    };
    this.notifier.take(news, scene);
    return this;
  }

  /** It is the one that calls, among the tabs with the same room. */
  async first(): Promise<this> {
    await until('it calls', () => this.hear(row(1)).notices.length > 0);
    await drawn();
    return this.look();
  }

  /** The reader looks, and turns away again. */
  async look(): Promise<this> {
    this.isHidden = false;
    this.hear();
    this.isHidden = true;
    this.hear();
    await untilAnswered('that is known', async () => !(await isLookedAt(this.room)));
    for (const told of [this.counts, this.chimes, this.notices]) told.length = 0;
    return this;
  }

  get count(): number | undefined {
    return this.counts.at(-1);
  }
}

const firstTab = () => new TabUnderTest().first();

describe('notifier', () => {
  it('counts, sounds and shows what calls the reader while they do not look', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001, { text: '@Ann **look**' }));
    await until('it is shown', () => tab.notices.length > 0);
    const { title, body, again, silent } = tab.notices[0]!;
    expect({ title, body, again, silent }).to.deep.equal({
      title: 'Bo · Lobby',
      body: '@Ann look',
      again: true,
      silent: true,
    });
    expect(tab.count).to.equal(1);
    expect(tab.chimes).to.deep.equal([everything.volume]);
  });

  it('lets other messages be, unless everything is wanted', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001, { calls: false }));
    await drawn();
    expect([tab.count, tab.notices.length]).to.deep.equal([0, 0]);
    tab.choices = { ...everything, about: 'everything' };
    tab.hear(row(2_002, { calls: false }));
    await until('it is shown', () => tab.notices.length > 0);
    expect([tab.count, tab.notices[0]!.again]).to.deep.equal([1, false]);
  });

  it('does only what was switched on', async () => {
    const tab = await firstTab();
    for (const only of ['badge', 'sound', 'desktop'] as const) {
      tab.choices = { ...usualChoices, [only]: true };
      tab.hear(row(2_001));
      await until('it is done', () =>
        only === 'badge' ? tab.count === 1 : (only === 'sound' ? tab.chimes : tab.notices).length > 0,
      );
      await drawn();
      expect([tab.count === 1, tab.chimes.length > 0, tab.notices.length > 0]).to.deep.equal([
        only === 'badge',
        only === 'sound',
        only === 'desktop',
      ]);
      await tab.look();
    }
  });

  it('is silent while the reader looks, and calls them where the chat is closed', async () => {
    const tab = await firstTab();
    tab.isHidden = false;
    tab.hear(row(2_001));
    await drawn();
    expect([tab.chimes.length, tab.notices.length]).to.deep.equal([0, 0]);
    tab.isShown = false;
    tab.hear();
    await untilAnswered('that is known', async () => !(await isLookedAt(tab.room)));
    tab.hear(row(2_002));
    await until('it is shown', () => tab.notices.length > 0);
  });

  it('takes everything back when the reader looks', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001), row(2_002));
    await until('it is shown', () => tab.notices.length > 0);
    expect(tab.count).to.equal(2);
    tab.isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(tab.count).to.equal(0);
    expect(tab.notices[0]!.isTaken).to.equal(true);
  });

  it('brings the chat before the reader by a click', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001));
    await until('it is shown', () => tab.notices.length > 0);
    tab.notices[0]!.click();
    expect(tab.shows).to.equal(1);
  });

  it('shows one for many that come at once: what calls the reader, else the last', async () => {
    const tab = await firstTab();
    tab.choices = { ...everything, about: 'everything' };
    tab.hear(row(2_001, { text: 'Ann?' }), row(2_002, { calls: false }));
    await until('it is shown', () => tab.notices.length > 0);
    await drawn();
    expect(tab.notices.map(({ body }) => body)).to.deep.equal(['Ann?']);
  });

  it('puts no more on the screen than the beginning of a long message', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001, { text: 'long '.repeat(400) }));
    await until('it is shown', () => tab.notices.length > 0);
    expect(tab.notices[0]!.body).to.have.length(200);
  });

  it('takes its count out of the title when it ends', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001));
    tab.notifier.close();
    expect(tab.count).to.equal(0);
  });

  it('forgets one room when it goes to another', async () => {
    const tab = await firstTab();
    tab.hear(row(2_001));
    expect(tab.count).to.equal(1);
    tab.room = `room ${rooms++}`;
    tab.hear();
    expect(tab.count).to.equal(0);
  });
});

describe('notifiers in several tabs', () => {
  it('call once, and each counts in its own title', async () => {
    const first = await firstTab();
    const second = new TabUnderTest(first.room);
    for (const tab of [first, second]) tab.hear(row(2_001));
    await until('it is shown', () => first.notices.length > 0);
    await drawn();
    expect([second.notices.length, second.chimes.length]).to.deep.equal([0, 0]);
    expect([first.count, second.count]).to.deep.equal([1, 1]);
  });

  it('are silent while the reader looks at the room in another', async () => {
    const first = await firstTab();
    const second = new TabUnderTest(first.room);
    second.isHidden = false;
    second.hear();
    await untilAnswered('that is known', () => isLookedAt(first.room));
    first.hear(row(2_001));
    await drawn();
    expect(first.notices).to.deep.equal([]);
  });

  it('take back what is read in another', async () => {
    const first = await firstTab();
    const second = new TabUnderTest(first.room);
    for (const tab of [first, second]) tab.hear(row(2_001));
    await until('it is shown', () => first.notices.length > 0);
    second.isHidden = false;
    second.hear();
    await until('the other knows', () => first.count === 0);
    expect(first.notices[0]!.isTaken).to.equal(true);
  });
});
