import { expect } from 'chai';
import { countInTitle } from '../../../widget/notifications/title-badge.ts';
import { afterTest } from '../support/stage.ts';
import { until } from '../support/until.ts';

const chat = {};
const other = {};
const title = () => document.head.querySelector('title')?.textContent;

describe('countInTitle', () => {
  beforeEach(() => {
    const pages = title();
    document.head.querySelector('title')?.remove();
    document.head.append(
      Object.assign(document.createElement('title'), { textContent: '  Garden  \n party ' }),
    );
    afterTest(() => {
      countInTitle(chat, 0);
      countInTitle(other, 0);
      document.title = pages ?? '';
    });
  });

  it('counts before the title, and gives it back to the letter', () => {
    countInTitle(chat, 3);
    expect(title()).to.equal('(3)   Garden  \n party ');
    countInTitle(chat, 4);
    expect(title()).to.equal('(4)   Garden  \n party ');
    countInTitle(chat, 0);
    expect(title()).to.equal('  Garden  \n party ');
  });

  it('touches nothing where there is nothing to count', () => {
    const element = document.head.querySelector('title');
    const [text] = element!.childNodes;
    countInTitle(chat, 0);
    expect(element!.childNodes[0] === text).to.equal(true);
  });

  it('counts all chats of the page together', () => {
    countInTitle(chat, 3);
    countInTitle(other, 2);
    expect(title()).to.contain('(5)');
    countInTitle(chat, 0);
    expect(title()).to.contain('(2)');
  });

  it('counts no further than 99', () => {
    countInTitle(chat, 100);
    expect(title()).to.contain('(99+)');
  });

  it('goes before a title that the page changes meanwhile, which then stays', async () => {
    countInTitle(chat, 3);
    document.title = 'Another page';
    await until('it is counted there too', () => title() === '(3) Another page');
    countInTitle(chat, 0);
    expect(title()).to.equal('Another page');
  });

  it('is not counted twice where the page adds to the title that it reads', async () => {
    countInTitle(chat, 3);
    document.title = `${document.title} | Home`;
    countInTitle(chat, 4);
    await until('it is counted once', () => title() === '(4) Garden party | Home');
    countInTitle(chat, 0);
    expect(title()).to.equal('Garden party | Home');
  });

  it('leaves no title where there was none', () => {
    document.head.querySelector('title')!.remove();
    countInTitle(chat, 3);
    expect(title()).to.equal('(3) ');
    countInTitle(chat, 0);
    expect(title()).to.equal(undefined);
  });

  it('leaves the title to the page once it is given back', async () => {
    countInTitle(chat, 3);
    countInTitle(chat, 0);
    document.title = '(3) cats';
    await Promise.resolve();
    expect(title()).to.equal('(3) cats');
  });
});
