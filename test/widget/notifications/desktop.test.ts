import { expect } from 'chai';
import { askPermission, notify, permission } from '../../../widget/notifications/desktop.ts';
import { standInForNotifications } from '../support/stand-in-notifications.ts';
import { afterTest } from '../support/stage.ts';

const notice = { title: 'Bo · Lobby', body: 'Hello', tag: 'lobby', again: true, silent: false };

describe('permission', () => {
  it('is what the browser says', () => {
    standInForNotifications('denied');
    expect(permission()).to.equal('denied');
  });

  it('is missing where the browser has no notifications', () => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'Notification')!;
    Reflect.deleteProperty(globalThis, 'Notification');
    afterTest(() => Object.defineProperty(globalThis, 'Notification', real));
    expect(permission()).to.equal('missing');
  });

  it('is asked for once, and not where it was given or refused already', async () => {
    const standIn = standInForNotifications('default');
    expect(await askPermission()).to.equal('granted');
    expect(await askPermission()).to.equal('granted');
    standIn.permission = 'denied';
    expect(await askPermission()).to.equal('denied');
    expect(standIn.asked).to.equal(1);
  });
});

describe('notify', () => {
  it('shows what is given, whatever its direction', () => {
    const { shown } = standInForNotifications('granted');
    notify(notice, () => {});
    expect(shown[0]!.title).to.equal('Bo · Lobby');
    expect(shown[0]!.options).to.deep.equal({
      body: 'Hello',
      tag: 'lobby',
      silent: false,
      dir: 'auto',
      renotify: true,
    });
  });

  it('goes away when it is clicked, and brings the page to the front', () => {
    const { shown } = standInForNotifications('granted');
    const done: string[] = [];
    const { focus } = window;
    window.focus = () => done.push('focus');
    afterTest(() => (window.focus = focus));
    notify(notice, () => done.push('click'));
    shown[0]!.onclick!();
    expect(done).to.deep.equal(['focus', 'click']);
    expect(shown[0]!.isClosed).to.equal(true);
  });

  it('can be taken away', () => {
    const { shown } = standInForNotifications('granted');
    notify(notice, () => {})!();
    expect(shown[0]!.isClosed).to.equal(true);
  });

  it('says that it could not be shown where only installed pages may', () => {
    standInForNotifications('granted', { isPhone: true });
    expect(notify(notice, () => {})).to.equal(undefined);
  });
});
