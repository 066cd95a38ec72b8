import { expect } from 'chai';
import type { AuditEntry } from '../../../protocol/server-messages.ts';
import { AuditPage } from '../../../widget/console/pages/audit-page.ts';
import { DeskUnderTest, mara, refusal, textOf } from '../support/console-desk.ts';
import { startAt } from '../support/frames.ts';
import { rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const route = 'GET rooms/lobby/audit';

const line = (id: number, rest: Partial<AuditEntry>): AuditEntry => ({
  id,
  at: startAt,
  by: mara.id,
  act: 'ban',
  ...rest,
});

async function create(audit: readonly AuditEntry[], next?: number) {
  const under = new DeskUnderTest();
  under.server.answers.set(route, { audit, ...(next !== undefined && { next }) });
  const known = new Map([['bo', 'Bo <i>x</i>']]);
  const page = await under.show('ws-chat-console-audit', AuditPage, { room: 'lobby', known });
  await until('it is there', () => page.querySelector('.lines, .blank, .trouble'));
  const said = () => [...page.querySelectorAll('.lines .grow')].map(textOf);
  return { under, page, said };
}

describe('the log of acts', () => {
  it('says who did what to whom and why, by their names where they are known', async () => {
    const { said, page } = await create([
      line(9, { act: 'ban', whom: 'bo', why: 'spam' }),
      line(8, { act: 'ban-narrow-network', whom: 'zoe' }),
      line(7, { act: 'unban', whom: 'network:x' }),
      line(6, { act: 'shield', by: 'server' }),
      line(5, { act: 'ban-by-joining', many: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }),
      line(4, { act: 'undo' }),
      line(3, { act: 'something-newer', whom: 'bo' }),
    ]);
    expect(said()).to.deep.equal([
      'Mara banned Bo <i>x</i> spam',
      'Mara banned, with their network, zoe',
      'Mara unbanned A network',
      'The server put up the raid shield',
      'Mara banned, for coming together, a b c d e and 2 others',
      'Mara undid an act',
      'Mara something-newer Bo <i>x</i>',
    ]);
    expect(page.querySelector('.lines i')).to.equal(null);
  });

  it('is looked through by names as well as by ids', async () => {
    const { under, page } = await create([line(1, {})]);
    page.querySelector<HTMLInputElement>('[name=by]')!.value = 'mara';
    page.querySelector<HTMLInputElement>('[name=whom]')!.value = 'some-id';
    page.querySelector('form')!.requestSubmit();
    await rendered(page);
    expect(under.server.last(route)!.query).to.deep.equal({ by: mara.id, whom: 'some-id' });
  });

  it('goes on with older ones', async () => {
    const { under, page, said } = await create([line(9, {})], 9);
    under.server.answers.set(route, { audit: [line(8, { act: 'kick' })] });
    page.querySelector<HTMLElement>('.lines + .button')!.click();
    await until('both are there', () => said().length === 2);
    expect(under.server.last(route)!.query).to.deep.equal({ before: '9' });
  });

  it('says that there is nothing, and why it is not to be had', async () => {
    const { page } = await create([]);
    expect(page.querySelector('.blank')).not.to.equal(null);
    const under = new DeskUnderTest();
    under.server.answers.set(route, refusal(503, 'unavailable', 'Not now.'));
    const other = await under.show('ws-chat-console-audit', AuditPage, { room: 'lobby' });
    await until('it says why', () => textOf(other.querySelector('[role=alert]')).startsWith('Not now.'));
  });
});
