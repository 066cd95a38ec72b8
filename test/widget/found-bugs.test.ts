// Bugs that were found by other tests, each held by its own.
import { expect } from 'chai';
import { ChatClient } from '../../widget/client.ts';
import { transition } from '../../widget/connection/link.ts';
import { roomOfPage } from '../../widget/page-room.ts';
import { browserKeep } from '../../widget/storage.ts';
import { ChatUnderTest, newServer } from './support/chat-under-test.ts';
import { ComposerUnderTest } from './support/composer-under-test.ts';
import { entries, fresh } from './support/frames.ts';
import { afterTest, createPlace, rendered } from './support/stage.ts';
import { drawn, until } from './support/until.ts';
import { VirtualSurroundings } from './support/virtual-surroundings.ts';

describe('a link that was healthy', () => {
  it('keeps to the spread of the server again after ten seconds of health', () => {
    const live = { kind: 'live', attempt: 3, since: 0 } as const;
    const closed = { type: 'closed', code: 4200, reason: '', spreadMs: 2_000 } as const;
    const state = transition(live, closed, { now: 3_600_000, random: 0.5 });
    expect(state).to.deep.equal({ kind: 'waiting', attempt: 0, until: 3_601_000 });
  });
});

describe('a full storage', () => {
  it('remembers what no longer fits into the storage, and not what was there before', () => {
    const keep = browserKeep(newServer());
    keep.write('name', 'Ann');
    const { setItem } = Storage.prototype;
    afterTest(() => (Storage.prototype.setItem = setItem));
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    keep.write('name', 'Anna');
    expect(keep.read('name')).to.equal('Anna');
  });
});

describe('two clients of one page', () => {
  it('lets the next one in when it is closed before its turn', async () => {
    const server = newServer();
    const keep = browserKeep(server);
    const start = () => {
      const surroundings = new VirtualSurroundings();
      const client = new ChatClient({ server, room: 'lobby', surroundings, keep });
      client.start();
      return { surroundings, client };
    };
    start().client.close();
    const { surroundings } = start();
    await until('the second comes', () => surroundings.sockets.length > 0, 1_000);
  });
});

describe('a page’s room', () => {
  it('keeps an encoded slash and a slash apart', () => {
    expect(roomOfPage('/a%2Fb')).not.to.equal(roomOfPage('/a/b'));
  });

  it('has one room for a page and its index, also where the path needs a hash', () => {
    for (const path of ['/v1.2', '/Blog', '/caf%C3%A9'])
      for (const end of ['/', '/index.html', '/index.htm'])
        expect(roomOfPage(path + end)).to.equal(roomOfPage(path));
  });
});

describe('a composer that asks for a name', () => {
  it('keeps the name that is being typed when the welcome comes', async () => {
    const composer = await ComposerUnderTest.create({ named: false, name: '' });
    await composer.type('Hello');
    await composer.press({ key: 'Enter' });
    await composer.type('An', composer.nameField!);
    composer.element.name = 'Guest 4711';
    await rendered(composer.element);
    expect(composer.nameField!.value).to.equal('An');
  });
});

describe('ws-chat that is moved', () => {
  it('still shows and follows the newest message when it is moved', async () => {
    const chat = await ChatUnderTest.create();
    await chat.enter(fresh({ entries: entries(1, 60) }));
    await drawn();
    createPlace().append(chat.element);
    await chat.rendered();
    await drawn();
    expect(chat.below).to.be.lessThan(1);
    expect(chat.log!.following).to.equal(true);
  });
});

describe('floating ws-chat that has ended', () => {
  it('closes on Escape also where one may not write', async () => {
    const chat = await ChatUnderTest.create({ mode: 'floating', loading: 'eager' });
    await chat.enter();
    chat.socket.end(4000, 'Frame 3 is no JSON.');
    await chat.rendered();
    chat.find('.launcher').click();
    await chat.rendered();
    const focused = await until('something in it has the focus', () => chat.root.activeElement, 1_000);
    await chat.press('Escape', focused);
    expect(chat.element.open).to.equal(false);
  });
});
