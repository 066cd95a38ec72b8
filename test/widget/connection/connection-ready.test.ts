// What a socket has to wait for before it is opened.
import { expect } from 'chai';
import { createConnection } from '../support/connection-under-test.ts';

function prepared() {
  const steps: { readonly go: () => void; readonly fail: () => void }[] = [];
  const ready = () =>
    new Promise<void>((go, fail) => steps.push({ go: () => go(), fail: () => fail(new Error('No.')) }));
  const underTest = createConnection(() => ({ type: 'hello' }), ready);
  underTest.connection.start();
  return { ...underTest, steps };
}

describe('Connection that has something to wait for', () => {
  it('opens no socket until it has come, however long that takes', async () => {
    const { surroundings, steps, connection } = prepared();
    await surroundings.advance(3_600_000);
    expect(surroundings.sockets).to.deep.equal([]);
    expect(connection.state.kind).to.equal('connecting');
    steps[0]!.go();
    await surroundings.settle();
    expect(surroundings.sockets).to.have.length(1);
  });

  it('backs off where it fails, and waits anew', async () => {
    const { surroundings, steps, connection } = prepared();
    steps[0]!.fail();
    await surroundings.settle();
    expect(connection.state).to.deep.equal({ kind: 'waiting', attempt: 1, until: 250 });
    await surroundings.advance(250);
    expect(steps).to.have.length(2);
    expect(surroundings.sockets).to.deep.equal([]);
  });

  it('gives a socket that does not open its time from then on', async () => {
    const { surroundings, steps, connection } = prepared();
    await surroundings.advance(60_000);
    steps[0]!.go();
    await surroundings.settle();
    await surroundings.advance(9_999);
    expect(connection.state.kind).to.equal('connecting');
    await surroundings.advance(1);
    expect(connection.state.kind).to.equal('waiting');
  });

  for (const [what, end] of [
    ['has come', 'go'],
    ['has failed', 'fail'],
  ] as const)
    it(`does nothing of what ${what} for an earlier try`, async () => {
      const { surroundings, steps, connection } = prepared();
      connection.close();
      connection.start();
      steps[0]![end]();
      await surroundings.settle();
      expect(surroundings.sockets).to.deep.equal([]);
      expect(connection.state).to.deep.equal({ kind: 'connecting', attempt: 0 });
    });
});
