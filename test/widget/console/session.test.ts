import { expect } from 'chai';
import type { ConsoleSession } from '../../../protocol/console.ts';
import { Api } from '../../../widget/console/api.ts';
import { Session, type SessionState } from '../../../widget/console/session.ts';
import { mara, refusal, StandInServer } from '../support/console-desk.ts';
import { afterTest } from '../support/stage.ts';

const place = 'ws-chat console renewal';

const opened: ConsoleSession = {
  token: 'token-1',
  expiresInMs: 900_000,
  renewal: 'renewal-1',
  you: mara,
  may: ['staff'],
};

interface UnderTest {
  readonly server: StandInServer;
  readonly session: Session;
  readonly api: Api;
  readonly states: SessionState['kind'][];
}

function create(): UnderTest {
  const server = new StandInServer();
  const states: SessionState['kind'][] = [];
  const api: Api = new Api({
    address: 'https://chat.example/console/api/',
    token: () => session.token,
    renew: () => session.renew(),
    fetch: server.fetch,
  });
  const session: Session = new Session(api, () => states.push(session.state.kind));
  afterTest(() => {
    session.close();
    localStorage.removeItem(place);
  });
  return { server, session, api, states };
}

describe('a session of the console', () => {
  it('is opened by the key of a link, and kept by its renewal', async () => {
    const { server, session } = create();
    server.answers.set('POST session', opened);
    await session.start('key');
    expect(session.state).to.deep.include({ kind: 'in', token: 'token-1' });
    expect(server.last('POST session')).to.deep.include({ body: { key: 'key' }, token: null });
    expect(localStorage.getItem(place)).to.equal('renewal-1');
  });

  it('asks a new owner for a name, and takes the same key again with it', async () => {
    const { server, session } = create();
    server.answers.set('POST session', refusal(400, 'bad-request', 'Say a name.', 'name'));
    await session.start('key');
    expect(session.state).to.deep.include({ kind: 'naming', key: 'key', trouble: undefined });
    server.answers.set('POST session', opened);
    await session.open('key', 'Mara');
    expect(server.last('POST session')!.body).to.deep.equal({ key: 'key', name: 'Mara' });
    expect(session.state.kind).to.equal('in');
  });

  it('asks anew where a name is taken', async () => {
    const { server, session } = create();
    server.answers.set('POST session', refusal(409, 'name-taken', 'Somebody is called so.'));
    await session.open('key', 'Mara');
    expect(session.state.kind).to.equal('naming');
  });

  it('says why a link does not open it', async () => {
    const { server, session } = create();
    server.answers.set('POST session', refusal(403, 'bad-key', 'This link was used.'));
    await session.start('key');
    const { state } = session;
    expect(state.kind === 'out' && (state.trouble as Error).message).to.equal('This link was used.');
  });

  it('comes back by what this browser kept', async () => {
    localStorage.setItem(place, 'renewal-0');
    const { server, session } = create();
    server.answers.set('POST session/renew', { ...opened, token: 'token-2' });
    await session.start(undefined);
    expect(server.last('POST session/renew')!.body).to.deep.equal({ renewal: 'renewal-0' });
    expect(session.token).to.equal('token-2');
  });

  it('is out, without trouble, where nobody was in', async () => {
    const { server, session } = create();
    await session.start(undefined);
    expect(session.state).to.deep.equal({ kind: 'out', trouble: undefined });
    expect(server.asked).to.deep.equal([]);
  });

  it('forgets a renewal that the server no longer takes', async () => {
    localStorage.setItem(place, 'renewal-0');
    const { server, session } = create();
    server.answers.set('POST session/renew', refusal(401, 'not-signed-in', 'Ask for a new link.'));
    await session.start(undefined);
    expect(session.state.kind).to.equal('out');
    expect(localStorage.getItem(place)).to.equal(null);
  });

  it('keeps it where the server only does not answer', async () => {
    localStorage.setItem(place, 'renewal-0');
    const { server, session } = create();
    server.answers.set('POST session/renew', new TypeError('no network'));
    await session.start(undefined);
    expect(session.state.kind).to.equal('out');
    expect(localStorage.getItem(place)).to.equal('renewal-0');
  });

  it('renews once for all who were refused meanwhile, and asks the same again', async () => {
    const { server, session, api } = create();
    server.answers.set('POST session', opened);
    await session.start('key');
    server.answers.set('GET staff', refusal(401, 'not-signed-in', 'The token ran out.'));
    server.answers.set('GET rooms', refusal(401, 'not-signed-in', 'The token ran out.'));
    server.answers.set('POST session/renew', { ...opened, token: 'token-2' });
    const both = Promise.allSettled([api.staff(), api.rooms()]);
    await both;
    expect(server.asked.filter(({ route }) => route === 'POST session/renew')).to.have.lengthOf(1);
    expect(server.last('GET rooms')!.token).to.equal('Bearer token-2');
  });

  it('ends here at once, whatever the server says of it', async () => {
    const { server, session } = create();
    server.answers.set('POST session', opened);
    await session.start('key');
    server.answers.set('DELETE session', new TypeError('no network'));
    await session.end();
    expect(session.state).to.deep.equal({ kind: 'out', trouble: undefined });
    expect(localStorage.getItem(place)).to.equal(null);
  });
});
