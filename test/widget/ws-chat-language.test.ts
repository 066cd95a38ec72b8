// Which language the chat speaks, and from which side it is read.
import { expect } from 'chai';
import { strings as ar } from '../../widget/later/locale-ar.ts';
import { strings as de } from '../../widget/later/locale-de.ts';
import { strings as fr } from '../../widget/later/locale-fr.ts';
import { en } from '../../widget/locales/en.ts';
import { ChatUnderTest } from './support/chat-under-test.ts';
import { companyHasCome } from './support/company.ts';
import { entries, fresh } from './support/frames.ts';
import { afterTest } from './support/stage.ts';
import { drawn, until } from './support/until.ts';

const open = (chat: ChatUnderTest) => chat.find('.launcher').ariaLabel;

const create = (properties = {}) =>
  ChatUnderTest.create({ mode: 'floating', loading: 'eager', ...properties });

async function untilIt(chat: ChatUnderTest, says: string | undefined): Promise<void> {
  await until(`it says ${says}`, () => open(chat) === says);
}

/** The page’s own language, until the end of the test. */
function speak(lang: string): void {
  const { documentElement } = document;
  const former = documentElement.lang;
  documentElement.lang = lang;
  afterTest(() => (documentElement.lang = former));
}

describe('ws-chat and languages', () => {
  it('speaks the language that it is given, and English until that has come', async () => {
    const chat = document.createElement('ws-chat');
    Object.assign(chat, { mode: 'floating', server: 'https://chat.example/', lang: 'de' });
    document.body.append(chat);
    afterTest(() => chat.remove());
    await chat.updateComplete;
    const label = () => chat.shadowRoot!.querySelector('.launcher')!.ariaLabel;
    expect(label()).to.equal(en.open);
    await until('it speaks German', () => label() === de.open);
  });

  it('speaks the language around it, else the page’s', async () => {
    speak('fr-CA');
    const chat = await create();
    await untilIt(chat, fr.open);
    const around = chat.element.parentElement!;
    around.lang = 'de';
    chat.element.requestUpdate();
    await untilIt(chat, de.open);
  });

  it('hears of it when the page changes its language', async () => {
    const chat = await create();
    // Nothing else has a reason to draw it anew.
    await chat.enter();
    await companyHasCome(chat);
    speak('de-AT');
    await untilIt(chat, de.open);
    speak('en-GB');
    await untilIt(chat, en.open);
  });

  it('stays English where nobody has translated', async () => {
    const chat = await create({ lang: 'tlh' });
    await drawn();
    expect(open(chat)).to.equal(en.open);
  });

  it('speaks the last of several languages that it is given in haste', async () => {
    const chat = await create({ lang: 'fr' });
    chat.element.lang = 'de';
    await chat.rendered();
    chat.element.lang = 'en';
    await chat.rendered();
    await drawn();
    expect(open(chat)).to.equal(en.open);
  });

  it('says of it what the page would rather say, in any language', async () => {
    const chat = await create({ lang: 'de', strings: { open: 'Frag uns' } });
    expect(open(chat)).to.equal('Frag uns');
    chat.element.open = true;
    await until('the rest is German', () => chat.root.querySelector(`[aria-label="${de.close}"]`));
    chat.element.open = false;
    await chat.rendered();
    expect(open(chat)).to.equal('Frag uns');
    chat.element.strings = undefined;
    await untilIt(chat, de.open);
  });

  it('has times in its language as well', async () => {
    const chat = await ChatUnderTest.create({ lang: 'de', name: 'Ann' });
    await chat.enter(fresh({ entries: entries(1, 1) }));
    expect(chat.find('time').title).to.match(/um \d/);
  });
});

describe('ws-chat and the direction of reading', () => {
  const direction = (chat: ChatUnderTest) => getComputedStyle(chat.find('.panel')).direction;

  it('is the page’s, whatever the page speaks', async () => {
    speak('ar');
    const chat = await ChatUnderTest.create();
    expect(direction(chat)).to.equal('ltr');
    chat.element.parentElement!.dir = 'rtl';
    expect(direction(chat)).to.equal('rtl');
  });

  it('is that of its own language from the first moment, before it has come', async () => {
    for (const lang of ['ar', 'he', 'ar-EG']) {
      const chat = await ChatUnderTest.create({ lang, loading: 'eager' });
      expect(direction(chat)).to.equal('rtl');
    }
  });

  it('is from the left for its own language, in a page that reads from the right', async () => {
    const chat = await ChatUnderTest.create({ lang: 'de' });
    chat.element.parentElement!.dir = 'rtl';
    expect(direction(chat)).to.equal('ltr');
  });

  it('is its own where it has one', async () => {
    const chat = await ChatUnderTest.create({ lang: 'ar' });
    chat.element.dir = 'ltr';
    chat.element.requestUpdate();
    await chat.rendered();
    expect(direction(chat)).to.equal('ltr');
  });

  it('does not turn a name round that reads the other way', async () => {
    const chat = await ChatUnderTest.create({ lang: 'ar', heading: 'Lobby' });
    await until('it speaks Arabic', () => chat.root.querySelector(`[aria-label="${ar.settings}"]`));
    expect(chat.find('.heading bdi').textContent).to.equal('Lobby');
  });
});
