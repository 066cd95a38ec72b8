// What happens in a world, step by step, as its seed draws it: what people do; what goes wrong is beside it.
import { isFault, type Action } from './character.ts';
import { Troubles, withPage } from './troubles.ts';
import type { VirtualPage } from './world/virtual-page.ts';
import type { World } from './world/world.ts';

export class Story {
  readonly #world: World;
  readonly #troubles: Troubles;
  #texts = 0;

  constructor(world: World) {
    this.#world = world;
    this.#troubles = new Troubles(world);
    const { pages } = world.character;
    for (let page = 0; page < pages; page++) this.#come();
  }

  /** One step, of a kind and with the means that the seed draws. */
  step(weights = this.#world.character.weights): void {
    const { random, trace, time } = this.#world;
    const step = random.weighted(weights);
    trace?.(`${time.now} ${step}`);
    if (isFault(step)) this.#troubles.begin(step);
    else this.#take(step);
  }

  #take(step: Action): void {
    const { random } = this.#world;
    switch (step) {
      case 'post':
        return withPage(this.#world, (page) => this.#post(page));
      case 'postMany':
        return withPage(this.#world, (page) => {
          for (let count = random.whole(2, 6); count > 0; count--) this.#post(page);
        });
      case 'reply':
        return this.#withMessage((page, seq) =>
          this.#note(page, page.client.post(`text ${++this.#texts}`, seq)),
        );
      case 'edit':
        return this.#withMessage((page, seq) =>
          this.#note(page, page.client.edit(seq, `text ${++this.#texts}`)),
        );
      case 'remove':
        return this.#withMessage((page, seq) => this.#note(page, page.client.remove(seq)));
      case 'react':
        return this.#withMessage((page, seq) =>
          this.#note(page, page.client.react(seq, random.pick(['👍', '🎉']), random.chance(0.7))),
        );
      case 'ask':
        return withPage(this.#world, (page) =>
          this.#note(page, page.client.poll(`text ${++this.#texts}`, ['one', 'two', 'three'])),
        );
      case 'vote':
        return this.#withPoll((page, seq) =>
          this.#note(page, page.client.vote(seq, random.pick([undefined, 0, 1, 2]))),
        );
      case 'endPoll':
        return this.#withPoll((page, seq) => this.#note(page, page.client.endPoll(seq)));
      case 'forbidden':
        return this.#withMessage((page, seq) =>
          this.#note(page, random.chance(0.5) ? page.client.pin(seq, true) : page.client.notice('Mine.')),
        );
      case 'rename':
        return withPage(this.#world, (page) => page.client.rename(`Name ${random.whole(1, 9)}`));
      case 'loadOlder':
        return withPage(this.#world, (page) => page.client.loadOlder());
      case 'trim':
        return withPage(this.#world, (page) => page.client.trim(random.whole(1, 30)));
      case 'settleRefused':
        return withPage(this.#world, (page) => this.#settleRefused(page));
      case 'reload':
        return withPage(this.#world, (page) => {
          this.#world.vanish(page, random.chance(0.7));
          this.#world.openPage(page.tab);
        });
      case 'leave':
        return this.#leave();
      case 'come':
        if (this.#world.pages.length < this.#world.character.pages + 2) this.#come();
        return;
      case 'sleep':
        return withPage(this.#world, (page) => page.sleep(random.chance(0.5)));
      case 'wake':
        return this.#world.pages.find(({ isAsleep }) => isAsleep)?.wake();
      case 'comeBack':
        return withPage(this.#world, (page) => page.comeBack());
      case 'look':
        return withPage(this.#world, (page) => this.#world.witness.look(page));
    }
  }

  /** Someone's message, mostly one that the page shows, and mostly one of its own. */
  #withMessage(act: (page: VirtualPage, seq: number) => void): void {
    const { random } = this.#world;
    withPage(this.#world, (page) => {
      const { you, timeline } = page.client.state;
      if (random.chance(0.05)) return act(page, random.whole(1, timeline.last + 2));
      const own = timeline.lines.filter(({ from }) => from.id === you?.id);
      const among = random.chance(0.6) && own.length > 0 ? own : timeline.lines;
      if (among.length > 0) act(page, random.pick(among).seq);
    });
  }

  /** Mostly one that the page shows; else whatever comes. */
  #withPoll(act: (page: VirtualPage, seq: number) => void): void {
    const { random } = this.#world;
    withPage(this.#world, (page) => {
      const { lines } = page.client.state.timeline;
      const polls = lines.filter((line) => line.kind === 'message' && line.poll);
      const among = polls.length > 0 && random.chance(0.9) ? polls : lines;
      if (among.length > 0) act(page, random.pick(among).seq);
    });
  }

  #post(page: VirtualPage): void {
    this.#note(page, page.client.post(`text ${++this.#texts}`));
  }

  /** Too many drafts wait already where there is no id. */
  #note(page: VirtualPage, draftId: string | undefined): void {
    this.#world.trace?.(`  ${page.id} has draft ${draftId}`);
    if (draftId !== undefined) this.#world.witness.wrote(page, draftId);
  }

  #settleRefused(page: VirtualPage): void {
    const { random, witness } = this.#world;
    for (const { kind, draftId } of page.client.state.drafts) {
      if (kind !== 'refused' && kind !== 'estranged') continue;
      if (random.chance(0.3)) witness.discard(page.client, draftId);
      else witness.retry(page.client, draftId);
    }
  }

  #come(): void {
    const { random, browsers, character } = this.#world;
    const isKnown = browsers.length > 0 && random.chance(0.15);
    const browser = isKnown ? random.pick(browsers) : this.#world.newBrowser();
    this.#world.openTab(browser, random.pick(character.rooms));
  }

  #leave(): void {
    if (this.#world.pages.length < 2) return;
    withPage(this.#world, (page) => this.#world.vanish(page, this.#world.random.chance(0.7)));
  }
}
