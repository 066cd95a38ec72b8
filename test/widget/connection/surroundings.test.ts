import { expect } from 'chai';
import { subprotocol } from '../../../protocol/version.ts';
import { browser } from '../../../widget/connection/surroundings.ts';
import { drawn, until } from '../support/until.ts';

const addressOf = (body: string, type: string) => URL.createObjectURL(new Blob([body], { type }));

describe('browser surroundings', () => {
  it('offers the version of the wire when it opens a socket', () => {
    const ask: unknown[] = [];
    const { WebSocket } = globalThis;
    globalThis.WebSocket = function (...given: unknown[]) {
      ask.push(...given);
      return new EventTarget();
    } as unknown as typeof WebSocket;
    try {
      browser.createSocket('wss://chat.example/rooms/lobby');
    } finally {
      globalThis.WebSocket = WebSocket;
    }
    expect(ask).to.deep.equal(['wss://chat.example/rooms/lobby', subprotocol]);
  });

  it('makes ids that may stand for drafts, never the same twice', () => {
    const ids = Array.from({ length: 1_000 }, () => browser.uniqueId());
    expect(new Set(ids).size).to.equal(1_000);
    for (const id of ids) expect(id).to.match(/^[A-Za-z0-9_-]{1,64}$/);
  });

  it('takes a room that answers well for open', async () => {
    expect(await browser.askAdmission(addressOf('{}', 'application/json'))).to.equal(undefined);
  });

  it('takes no answer for nobody there', async () => {
    expect(await browser.askAdmission('http://127.0.0.1:1/rooms/lobby/admission')).to.equal(undefined);
  });

  it('hands on why a room is closed, and nothing that somebody else answers', async () => {
    const denial = { status: 403, code: 'origin', sentence: 'Not from here.' };
    const answers = [
      Response.json(denial, { status: 403 }),
      new Response('<h1>Oops</h1>', { status: 502 }),
      Response.json({ message: 'Forbidden' }, { status: 403 }),
    ];
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.resolve(answers.shift()!);
    try {
      expect(await browser.askAdmission('/rooms/lobby/admission')).to.deep.equal(denial);
      expect(await browser.askAdmission('/rooms/lobby/admission')).to.equal(undefined);
      expect(await browser.askAdmission('/rooms/lobby/admission')).to.equal(undefined);
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('runs a timer once, and not when it was undone', async () => {
    let runs = 0;
    browser.after(0, () => runs++);
    const stop = browser.after(0, () => (runs += 100));
    stop();
    await until('the timer ran', () => runs > 0);
    await drawn();
    expect(runs).to.equal(1);
  });

  it('tells when the network or the person comes back, and when the page is put aside, until it is undone', () => {
    const told: string[] = [];
    const stop = browser.onReturn(
      () => told.push('back'),
      () => told.push('away'),
    );
    const pass = () => {
      dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    };
    pass();
    expect(told).to.deep.equal(['back', 'back', 'away', 'back']);
    stop();
    pass();
    expect(told).to.have.length(4);
  });

  it('has nothing to tell of a page that is shown first, or ends', () => {
    const told: string[] = [];
    const stop = browser.onReturn(
      () => told.push('back'),
      () => told.push('away'),
    );
    dispatchEvent(new PageTransitionEvent('pageshow'));
    dispatchEvent(new PageTransitionEvent('pagehide'));
    stop();
    expect(told).to.deep.equal([]);
  });
});
