import { describe, expect, it } from 'vitest';
import { post, textsOf } from '../support/house.ts';
import { startChatServer } from '../support/chat-server.ts';
import { rawSocket, upgradeRequest } from '../support/raw-socket.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the server', () => {
  it('lets two clients talk', async () => {
    await using server = await startChatServer();
    const [ann, bo] = [await server.enter('Ann'), await server.enter('Bo')];
    ann.say(post('hello Bo', 'd1'));
    expect(await ann.next('accepted')).toEqual({ type: 'accepted', draftId: 'd1', seq: 1 });
    const heard = await bo.next('message');
    expect(heard).toMatchObject({ seq: 1, text: 'hello Bo', draftId: 'd1', from: { name: 'Ann' } });
    expect(await ann.next('message')).toEqual(heard);
    bo.say(post('hello Ann'));
    expect(await ann.next('message')).toMatchObject({ seq: 2, text: 'hello Ann', from: { name: 'Bo' } });
  });

  it('keeps rooms apart', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'lobby' }, { name: 'garden' }] });
    const ann = await server.enter('Ann');
    const bo = server.connect({ path: '/rooms/garden' });
    bo.say({ type: 'hello', name: 'Bo' }, post('in the garden'));
    await bo.next('accepted');
    ann.say(post('in the lobby'));
    await ann.next('message');
    expect(ann.all('message').map(({ text }) => text)).toEqual(['in the lobby']);
    expect(bo.all('welcome')).toMatchObject([{ room: 'garden', present: 1 }]);
  });

  it('gives each room the sites of its own', async () => {
    const rooms = [{ name: 'vip', origins: ['https://vip.example'] }, { name: 'page-*' }];
    await using server = await startChatServer({ rooms });
    expect((await server.connect({ path: '/rooms/vip' }).refused).status).toBe(403);
    await server.connect({ path: '/rooms/vip', origin: 'https://vip.example' }).opened();
    await server.connect({ path: '/rooms/page-7' }).opened();
  });

  it('brings any text through as it was written', async () => {
    await using server = await startChatServer();
    const [ann, bo] = [await server.enter('Ann'), await server.enter('Bo')];
    const text = '“quotes” \\ " </script> \u2028 \u0000 \u202e مرحبا 👩‍🚀 \n\ttab';
    ann.say(post(text, 'd1'));
    expect((await bo.next('message')).text).toBe(text);
    const cy = await server.enter('Cy');
    expect(textsOf(cy.all('welcome')[0]!.entries)).toEqual([text]);
  });

  it('tells who is present, and who left', async () => {
    await using server = await startChatServer();
    const ann = await server.enter('Ann');
    const bo = await server.enter('Bo');
    expect(bo.all('welcome')[0]!.present).toBe(2);
    while ((await ann.next('presence')).count !== 2);
    bo.leave();
    while ((await ann.next('presence')).count !== 1);
  });
});

describe('plain clients', () => {
  it('talk in plain text, without an echo', async () => {
    await using server = await startChatServer({ plainClients: true, allowNullOrigin: true });
    const plain = { path: '/', protocols: [], origin: 'null' };
    const [shell, tutorial] = [server.connect(plain), server.connect(plain)];
    const ann = await server.enter('Ann');
    await Promise.all([shell.opened(), tutorial.opened()]);
    shell.sayText('hi');
    expect(await tutorial.nextText()).toBe('hi');
    expect((await ann.next('message')).text).toBe('hi');
    ann.say(post('hello shell'));
    expect(await tutorial.nextText()).toBe('hello shell');
    expect(await shell.nextText()).toBe('hello shell');
    expect(shell.texts).toEqual(['hello shell']);
    expect(shell.socket.protocol).toBe('');
  });

  it('may write as soon as they are in', async () => {
    await using server = await startChatServer({ plainClients: true, allowMissingOrigin: true });
    const ann = await server.enter('Ann');
    const shell = server.connect({ protocols: [], origin: undefined });
    shell.sayText('one', 'two');
    expect([(await ann.next('message')).text, (await ann.next('message')).text]).toEqual(['one', 'two']);
  });
});

describe('after a restart over the same data', () => {
  it('a client resumes where it was', async () => {
    using folder = temporaryFolder();
    await using first = await startChatServer({ data: folder.path, postBurst: 100 });
    const ann = await first.enter('Ann');
    const { epoch, token, you } = ann.all('welcome')[0]!;
    ann.say(...Array.from({ length: 9 }, (_, index) => post(`message ${index + 1}`)));
    while ((await ann.next('message')).seq < 9);
    await first.close();
    await using second = await startChatServer({ data: folder.path });
    const again = await second.enter('Ann', { token, since: { epoch, seq: 6 } });
    expect(again.all('welcome')).toMatchObject([{ resumed: true, epoch, head: 9, you }]);
    const missed = again.all('welcome')[0]!.entries.map(({ seq }) => seq);
    while (missed.length < 3) missed.push((await again.next('message')).seq);
    expect(missed).toEqual([7, 8, 9]);
  });

  it('a draft that is sent again is accepted with its seq, and shown to nobody twice', async () => {
    using folder = temporaryFolder();
    await using first = await startChatServer({ data: folder.path });
    const ann = await first.enter('Ann');
    ann.say(post('before'), post('once', 'd1'));
    while ((await ann.next('accepted')).draftId !== 'd1');
    const { token } = ann.all('welcome')[0]!;
    await first.close();
    await using second = await startChatServer({ data: folder.path });
    const bo = await second.enter('Bo');
    const again = await second.enter('Ann', { token });
    again.say(post('once', 'd1'), post('after'));
    expect(await again.next('accepted')).toEqual({ type: 'accepted', draftId: 'd1', seq: 2 });
    expect(await bo.next('message')).toMatchObject({ seq: 3, text: 'after' });
    const cy = await second.enter('Cy');
    expect(textsOf(cy.all('welcome')[0]!.entries)).toEqual(['before', 'once', 'after']);
  });

  it('what was edited is so, and what was taken back has no words', async () => {
    using folder = temporaryFolder();
    await using first = await startChatServer({ data: folder.path });
    const ann = await first.enter('Ann');
    ann.say(post('a secret', 'd1'), post('hello', 'd2'));
    while ((await ann.next('accepted')).seq < 2);
    ann.say(
      { type: 'edit', draftId: 'd3', ref: 2, text: 'hello all' },
      { type: 'react', draftId: 'd4', ref: 2, emoji: '🎈', on: true },
      { type: 'remove', draftId: 'd5', ref: 1 },
    );
    while ((await ann.next('accepted')).seq < 5);
    const { epoch, token } = ann.all('welcome')[0]!;
    await first.close();
    await using second = await startChatServer({ data: folder.path });
    const tail = ['d1', 'd2', 'd3', 'd4', 'd5'];
    const again = await second.enter('Ann', { token, since: { epoch, seq: 5, tail } });
    expect(again.all('welcome')).toMatchObject([{ resumed: true, entries: [] }]);
    const fork = await second.enter('Bo', { since: { epoch, seq: 5, tail: tail.with(2, 'other') } });
    expect(fork.all('welcome')).toMatchObject([
      {
        resumed: false,
        why: 'fork',
        entries: [
          { type: 'message', seq: 1, text: '', removed: true },
          { type: 'message', seq: 2, text: 'hello' },
          { type: 'edit', seq: 3, ref: 2, text: 'hello all' },
          { type: 'reaction', seq: 4, ref: 2, emoji: '🎈', on: true },
          { type: 'removal', seq: 5, ref: 1 },
        ],
      },
    ]);
    again.say({ type: 'remove', draftId: 'd5', ref: 1 });
    expect(await again.next('accepted')).toEqual({ type: 'accepted', draftId: 'd5', seq: 5 });
  });

  it('with other data everyone starts anew', async () => {
    await using first = await startChatServer();
    const { epoch, token, you } = (await first.enter('Ann')).all('welcome')[0]!;
    await using second = await startChatServer();
    const again = await second.enter('Ann', { token, since: { epoch, seq: 0 } });
    const [welcome] = again.all('welcome');
    expect(welcome).toMatchObject({ resumed: false, why: 'epoch' });
    expect(welcome!.you.id).not.toBe(you.id);
  });
});

describe('a graceful end', () => {
  it('commits and acknowledges what is under way, says goodbye and closes', async () => {
    using folder = temporaryFolder();
    await using server = await startChatServer({ data: folder.path, postBurst: 100 });
    const [ann, bo] = [await server.enter('Ann'), await server.enter('Bo')];
    ann.say(...Array.from({ length: 80 }, (_, index) => post(`message ${index}`)), { type: 'ping' });
    await ann.next('pong');
    void server.close();
    expect(await ann.closed).toEqual({ code: 4200, reason: 'The server restarts.' });
    expect((await bo.closed).code).toBe(4200);
    expect(ann.all('accepted').map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, i) => i + 1));
    expect(ann.all('goodbye')).toEqual([{ type: 'goodbye', spreadMs: 2_000 }]);
    expect(bo.all('message')).toHaveLength(80);
    await server.close();
    await using next = await startChatServer({ data: folder.path });
    expect((await next.enter()).all('welcome')[0]!.head).toBe(80);
  });

  it('tells who comes meanwhile that the chat is restarting', async () => {
    await using server = await startChatServer();
    const ann = await server.enter('Ann');
    using late = await rawSocket(server.port);
    const request = upgradeRequest();
    late.socket.write(request.slice(0, -2));
    // Answered after the bytes above were read: they came first.
    await fetch(`${server.url}/health/live`);
    ann.socket.pause();
    void server.close();
    late.socket.write(request.slice(-2));
    expect(await late.gone).toMatch(/^HTTP\/1\.1 503 .*Retry-After: 2\r\n.*The chat is restarting\./s);
    ann.socket.resume();
    await server.close();
  });

  it('cuts off who does not answer the close', async () => {
    await using server = await startChatServer();
    const ann = await server.enter('Ann');
    ann.socket.pause();
    await server.close();
    ann.socket.resume();
    await ann.closed;
  });

  it('frees the port and the log', async () => {
    using folder = temporaryFolder();
    await using first = await startChatServer({ data: folder.path });
    await first.close();
    await using second = await startChatServer({ data: folder.path, port: first.port });
    await second.enter();
  });
});
