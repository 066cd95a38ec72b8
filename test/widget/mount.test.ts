import { expect } from 'chai';
import { define } from '../../widget/define.ts';
import { mountBy } from '../../widget/mount.ts';
import { newServer } from './support/chat-under-test.ts';
import { afterTest, createPlace } from './support/stage.ts';
import { standInForWebSocket } from './support/stand-in-socket.ts';

define();

/** Never put into the page, and so never loaded. */
function script(data: Record<string, string>, src: string | undefined): HTMLScriptElement {
  const tag = document.createElement('script');
  if (src !== undefined) tag.src = src;
  Object.assign(tag.dataset, data);
  return tag;
}

function mount(data: Record<string, string>, src?: string): void {
  standInForWebSocket();
  afterTest(() => document.querySelectorAll('ws-chat').forEach((chat) => chat.remove()));
  mountBy(script(data, src));
}

const mounted = () => [...document.querySelectorAll('ws-chat')];

function errors(): unknown[] {
  const said: unknown[] = [];
  const { error } = console;
  console.error = (...given: unknown[]) => said.push(...given);
  afterTest(() => (console.error = error));
  return said;
}

describe('mountBy', () => {
  it('puts a floating chat into the corner of the page', () => {
    mount({ room: 'garden', server: newServer() });
    const [chat, ...others] = mounted();
    expect(others).to.have.length(0);
    expect(chat!.parentElement === document.body).to.equal(true);
    expect(chat!.mode).to.equal('floating');
    expect(chat!.room).to.equal('garden');
  });

  it('takes the folder of its script for its server, unless the tag says otherwise', () => {
    const src = 'https://chat.example/v1/ws-chat.js?x=1';
    mount({ room: 'garden' }, src);
    mount({ room: 'garden', server: 'https://other.example/' }, src);
    expect(mounted().map(({ server }) => server)).to.deep.equal([
      'https://chat.example/v1/',
      'https://other.example/',
    ]);
  });

  it('takes the server for its server where the script is that of a version', () => {
    mount({ room: 'garden' }, 'https://site.example/chat/ws-chat@1.2.3-0123456789ab/ws-chat.js');
    mount({ room: 'pond' }, 'https://site.example/ws-chat@home/chat/ws-chat.js');
    expect(mounted().map(({ server }) => server)).to.deep.equal([
      'https://site.example/chat/',
      'https://site.example/ws-chat@home/chat/',
    ]);
  });

  it('puts a chat into the place that the tag names', () => {
    createPlace().id = 'chat-here';
    mount({ room: 'garden', target: '#chat-here' });
    expect(mounted()[0]!.parentElement!.id).to.equal('chat-here');
    expect(mounted()[0]!.mode).to.equal('inline');
  });

  it('takes no token from the tag: that would be in the page for everyone', () => {
    const data = { token: 'head.secret.signature', tokenProvider: 'give' };
    mount({ room: 'garden', server: newServer(), ...data });
    const [chat] = mounted();
    expect(chat!.token).to.equal(undefined);
    expect(chat!.tokenProvider).to.equal(undefined);
    expect(chat!.outerHTML).not.to.contain('secret');
  });

  it('carries the attributes of the tag over, and no others', () => {
    const data = {
      server: newServer(),
      room: 'garden',
      name: 'Ann',
      heading: 'Garden party',
      placeholder: 'Say hello',
      mode: 'inline',
      theme: 'dark',
      history: '7',
      loading: 'eager',
      density: 'compact',
      presenceMessages: 'none',
      lang: 'de',
    };
    mount({ ...data, onclick: 'alert(1)', style: 'color: red', analytics: 'yes' });
    const [chat] = mounted();
    const carried = Object.fromEntries([...chat!.attributes].map(({ name, value }) => [name, value]));
    const { presenceMessages, ...others } = data;
    expect(carried).to.deep.equal({ ...others, 'presence-messages': presenceMessages });
  });

  it('says in the console that the place is missing, and how to name one', () => {
    const said = errors();
    mount({ room: 'garden', target: '#nowhere' });
    expect(mounted()).to.have.length(0);
    expect(said).to.have.length(1);
    expect(said[0]).to.contain('ws-chat').and.to.contain('data-target="#nowhere"').and.to.contain('#id');
  });

  it('says nothing where all is well', () => {
    const said = errors();
    mount({ room: 'garden', server: newServer() });
    expect(said).to.deep.equal([]);
  });

  it('waits for the page to be parsed: the place may come after the tag', () => {
    let readyState = 'loading';
    Object.defineProperty(document, 'readyState', { configurable: true, get: () => readyState });
    afterTest(() => Reflect.deleteProperty(document, 'readyState'));
    mount({ room: 'garden', target: '#later' });
    expect(mounted()).to.have.length(0);
    createPlace().id = 'later';
    readyState = 'interactive';
    document.dispatchEvent(new Event('DOMContentLoaded'));
    document.dispatchEvent(new Event('DOMContentLoaded'));
    expect(mounted()).to.have.length(1);
  });
});
