import { describe, expect, it } from 'vitest';
import type { ConsoleSession, SessionNow, StaffLink, StaffList } from '../../../protocol/console.ts';
import { askServer } from '../../../server/control/control-client.ts';
import { startChatServer, type RunningServer } from '../../support/chat-server.ts';
import { askConsole, firstOwner, keyOf, openLink } from '../../support/console.ts';
import { post } from '../../support/house.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A socket of somebody who is signed in to the console. */
async function enter(server: RunningServer, token: string) {
  const client = server.connect();
  client.say({ type: 'hello', token });
  return { client, welcome: await client.next('welcome') };
}

const sign = (server: RunningServer, body: object) =>
  askConsole<ConsoleSession>(server, 'POST', '/session', { body });

describe('the first link', () => {
  it('makes an owner once, and is not made again after that', async () => {
    await using server = await startChatServer();
    const link = (await server.firstLink())!;
    expect(new URL(link).origin + new URL(link).pathname).toBe(`${server.url}/console`);
    const owner = await openLink(server, link, 'Olga');
    expect(owner.session.you).toMatchObject({ name: 'Olga', role: 'owner' });
    expect(owner.session.may).toContain('staff');
    expect((await sign(server, { key: keyOf(link), name: 'Eve' })).json).toMatchObject({ code: 'bad-key' });
    expect(await server.firstLink()).toBeUndefined();
  });

  it('is good for one of two who open it at the same moment', async () => {
    await using server = await startChatServer();
    const key = keyOf((await server.firstLink())!);
    const answers = await Promise.all(['Olga', 'Eve'].map((name) => sign(server, { key, name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('asks for a name, and is not used up by one that cannot be seen', async () => {
    await using server = await startChatServer();
    const key = keyOf((await server.firstLink())!);
    for (const body of [{ key }, { key, name: '\u200b' }])
      expect((await sign(server, body)).json).toMatchObject({ code: 'bad-request', field: 'name' });
    expect((await sign(server, { key, name: 'Olga' })).status).toBe(200);
  });

  it('is ended by the next one', async () => {
    await using server = await startChatServer();
    const [former, link] = [(await server.firstLink())!, (await server.firstLink())!];
    expect((await sign(server, { key: keyOf(former), name: 'Olga' })).status).toBe(403);
    expect((await sign(server, { key: keyOf(link), name: 'Olga' })).status).toBe(200);
  });

  it('stands in no log line', async () => {
    await using server = await startChatServer();
    const link = (await server.firstLink())!;
    await sign(server, { key: 'wrong', name: 'Olga' });
    await openLink(server, link, 'Olga');
    expect(server.telemetry.told.join('\n')).not.toContain(keyOf(link));
  });
});

describe('a link of the machine’s', () => {
  it('brings an owner back who lost theirs, by their name, or makes another', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const link = async () => (await askServer(server.data, { command: 'console-link' }))!.link!;
    expect((await openLink(server, await link(), 'Olga')).session.you.id).toBe(olga.session.you.id);
    const otto = await openLink(server, await link(), 'Otto');
    expect(otto.session.you).toMatchObject({ name: 'Otto', role: 'owner' });
    expect((await otto.ask<StaffList>('GET', '/staff')).json.staff).toHaveLength(2);
  });
});

describe('a session', () => {
  it('is renewed, tells who one is, and outlives a restart', async () => {
    using folder = temporaryFolder();
    const first = await startChatServer({ data: folder.path });
    const olga = await firstOwner(first);
    await first.close();
    await using server = await startChatServer({ data: folder.path });
    expect(await server.firstLink()).toBeUndefined();
    const { renewal, you } = olga.session;
    const renewed = await askConsole<ConsoleSession>(server, 'POST', '/session/renew', { body: { renewal } });
    expect(renewed.json.you).toMatchObject({ id: you.id, role: 'owner' });
    const { token } = renewed.json;
    const { json } = await askConsole<SessionNow>(server, 'GET', '/session', { token });
    expect(json.you.id).toBe(you.id);
    expect(json.expiresInMs).toBeGreaterThan(14 * 60_000);
  });

  it('is ended by signing out: token, renewal and sockets', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const { client } = await enter(server, olga.token);
    expect((await olga.ask('DELETE', '/session')).status).toBe(204);
    expect((await client.closed).code).toBe(4001);
    expect((await olga.ask('GET', '/session')).status).toBe(401);
    const { renewal } = olga.session;
    const renewed = await askConsole(server, 'POST', '/session/renew', { body: { renewal } });
    expect([renewed.status, renewed.json.code]).toEqual([401, 'not-signed-in']);
    const back = server.connect();
    back.say({ type: 'hello', token: olga.token });
    expect((await back.closed).code).toBe(4001);
  });

  it('leaves the sockets of another session of the same person', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const { link } = (await askServer(server.data, { command: 'console-link' }))!;
    const phone = await openLink(server, link!, 'Olga');
    const { client } = await enter(server, phone.token);
    await olga.ask('DELETE', '/session');
    client.say({ type: 'ping' });
    await client.next('pong');
    expect((await phone.ask('GET', '/session')).status).toBe(200);
  });
});

describe('those whom an owner makes', () => {
  it('are welcomed in rooms with their role, and act by it', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    const bo = await server.enter('Bo');
    const { client, welcome } = await enter(server, mo.token);
    expect(welcome.you).toEqual({ id: mo.session.you.id, name: 'Mo', role: 'moderator' });
    expect(welcome.expiresInMs).toBeGreaterThan(14 * 60_000);
    client.say({ type: 'moderate', draftId: 'd1', act: { do: 'mode', mode: { readOnly: true } } });
    await client.next('moderated');
    expect((await bo.next('mode')).mode).toEqual({ readOnly: true });
  });

  it('stay on by a fresh token', async () => {
    await using server = await startChatServer();
    const mo = await (await firstOwner(server)).add('Mo');
    const { client } = await enter(server, mo.token);
    const { renewal } = mo.session;
    const { json } = await askConsole<ConsoleSession>(server, 'POST', '/session/renew', {
      body: { renewal },
    });
    client.say({ type: 'renew', token: json.token });
    expect((await client.next('renewed')).you.role).toBe('moderator');
  });

  it('enter no room but their own', async () => {
    await using server = await startChatServer({ rooms: [{ name: 'lobby' }, { name: 'team-*' }] });
    const mo = await (await firstOwner(server)).add('Mo', 'moderator', ['team-*']);
    const client = server.connect();
    client.say({ type: 'hello', token: mo.token });
    expect((await client.closed).code).toBe(4002);
    const team = server.connect({ path: '/rooms/team-a' });
    team.say({ type: 'hello', token: mo.token });
    expect((await team.next('welcome')).you.name).toBe('Mo');
  });

  it('have names that no guest may take, also after a restart', async () => {
    using folder = temporaryFolder();
    const first = await startChatServer({ data: folder.path });
    await (await firstOwner(first)).add('Morgana');
    await first.close();
    await using server = await startChatServer({ data: folder.path });
    const guest = server.connect();
    guest.say({ type: 'hello', name: 'M0rgana' });
    expect((await guest.next('welcome')).nameRefused?.code).toBe('name-reserved');
  });

  it('are told apart: two of nearly one name are refused', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    expect((await olga.ask('POST', '/staff', { name: 'OLGA', role: 'moderator' })).json.code).toBe(
      'name-taken',
    );
  });

  it('get another link where theirs was lost, which ends the one before', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const made = await olga.ask<StaffLink>('POST', '/staff', { name: 'Mo', role: 'moderator' });
    expect(made.status).toBe(201);
    const again = await olga.ask<StaffLink>('POST', `/staff/${made.json.you.id}/link`);
    expect((await sign(server, { key: keyOf(made.json.link) })).status).toBe(403);
    expect((await sign(server, { key: keyOf(again.json.link) })).json.you.id).toBe(made.json.you.id);
  });
});

describe('who is revoked', () => {
  it('is out at once: sockets, requests, renewal, link, and for ever', async () => {
    using folder = temporaryFolder();
    const server = await startChatServer({ data: folder.path });
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    const { link } = (await olga.ask<StaffLink>('POST', `/staff/${mo.session.you.id}/link`)).json;
    const { client } = await enter(server, mo.token);
    expect((await olga.ask('DELETE', `/staff/${mo.session.you.id}`)).status).toBe(204);
    // They were closed before the answer came.
    expect((await client.closed).code).toBe(4001);
    const { renewal } = mo.session;
    const isOut = async (at: RunningServer) => {
      expect((await askConsole(at, 'GET', '/session', { token: mo.token })).status).toBe(401);
      expect((await askConsole(at, 'POST', '/session/renew', { body: { renewal } })).status).toBe(401);
      expect((await sign(at, { key: keyOf(link) })).status).toBe(403);
      const back = at.connect();
      back.say({ type: 'hello', token: mo.token });
      expect((await back.closed).code).toBe(4001);
    };
    await isOut(server);
    await server.close();
    await using later = await startChatServer({ data: folder.path });
    await isOut(later);
  });

  it('has nothing committed after it, whatever they had sent', async () => {
    await using server = await startChatServer({ postBurst: 1_000 });
    const olga = await firstOwner(server);
    const mo = await olga.add('Mo');
    const bo = await server.enter('Bo');
    const { client } = await enter(server, mo.token);
    const posts = Array.from({ length: 90 }, (_, index) => post(`word ${index}`, `d${index}`));
    client.say(...posts);
    await bo.next('message');
    await olga.ask('DELETE', `/staff/${mo.session.you.id}`);
    client.say(post('too late', 'late'));
    await client.closed;
    bo.say(post('after', 'after'));
    while ((await bo.next('message')).text !== 'after');
    bo.say(post('later', 'later'));
    while ((await bo.next('message')).text !== 'later');
    const texts = bo.all('message').map(({ text }) => text);
    expect(texts).not.toContain('too late');
    expect(texts.slice(texts.indexOf('after'))).toEqual(['after', 'later']);
  });

  it('can be an owner, oneself too: the machine always makes another', async () => {
    await using server = await startChatServer();
    const olga = await firstOwner(server);
    const otto = await olga.add('Otto', 'owner');
    expect((await otto.ask('DELETE', `/staff/${olga.session.you.id}`)).status).toBe(204);
    expect((await olga.ask('GET', '/staff')).status).toBe(401);
    expect((await otto.ask('DELETE', `/staff/${otto.session.you.id}`)).status).toBe(204);
    const { link } = (await askServer(server.data, { command: 'console-link' }))!;
    const back = await openLink(server, link!, 'Olga');
    expect(back.session.you.id).not.toBe(olga.session.you.id);
    const { staff } = (await back.ask<StaffList>('GET', '/staff')).json;
    expect(staff.filter(({ revokedAt }) => revokedAt !== undefined)).toHaveLength(2);
  });
});
