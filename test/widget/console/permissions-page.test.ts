import { expect } from 'chai';
import type { ConsoleSettings, MatrixPart } from '../../../protocol/console.ts';
import { PermissionsPage } from '../../../widget/console/pages/permissions-page.ts';
import { DeskUnderTest, refusal, textOf } from '../support/console-desk.ts';
import { rendered } from '../support/stage.ts';
import { until } from '../support/until.ts';

const without = { post: 'guest', link: 'guest', ban: 'moderator' } as const;

const settings = (set: MatrixPart = {}, may: readonly string[] = ['permissions']): ConsoleSettings => ({
  capabilities: Object.entries(without).map(([name, preset]) => ({ name, preset })),
  permissions: { without, set, now: { ...without, ...(set as typeof without) } },
  rules: { without: {}, set: {}, now: {} },
  retention: { without: null, now: null },
  may,
});

async function create(set: MatrixPart = {}, may?: readonly string[], under = new DeskUnderTest()) {
  under.server.answers.set('GET rooms/lobby/settings', settings(set, may));
  const page = await under.show('ws-chat-console-permissions', PermissionsPage, { room: 'lobby' });
  await until('the matrix is there', () => page.querySelector('.matrix'));
  const radio = (name: string, role: number) =>
    page.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)[role]!;
  const choose = async (name: string, role: number) => {
    radio(name, role).click();
    await rendered(page);
  };
  const save = () => page.querySelector<HTMLButtonElement>('.save-bar .primary')!;
  return { under, page, radio, choose, save };
}

describe('the matrix', () => {
  it('shows the least role that may, and all above it', async () => {
    const { page, radio } = await create({ link: 'member' });
    expect(radio('link', 1).checked).to.equal(true);
    const row = radio('link', 1).closest('tr')!;
    expect([...row.querySelectorAll('td')].map((cell) => cell.className === 'may')).to.deep.equal([
      false,
      true,
      true,
      true,
    ]);
    expect(row.className).to.equal('set');
    await rendered(page);
  });

  it('saves the whole of what is set, when it is told to', async () => {
    const { under, choose, save } = await create({ link: 'member' });
    await choose('ban', 3);
    expect(under.server.last('PUT rooms/lobby/permissions')).to.equal(undefined);
    const set = { link: 'member', ban: 'owner' } as const;
    under.server.answers.set('PUT rooms/lobby/permissions', settings(set));
    save().click();
    await until('it is saved', () => under.said.length > 0);
    expect(under.server.last('PUT rooms/lobby/permissions')!.body).to.deep.equal(set);
    expect(save().disabled).to.equal(true);
  });

  it('sets nothing where it is as it would be without', async () => {
    const { under, page, choose, save } = await create({ link: 'member' });
    await choose('link', 0);
    under.server.answers.set('PUT rooms/lobby/permissions', settings());
    save().click();
    await until('it is saved', () => under.said.length > 0);
    expect(under.server.last('PUT rooms/lobby/permissions')!.body).to.deep.equal({});
    await rendered(page);
  });

  it('keeps the changes where they are refused, and says why', async () => {
    const { under, page, radio, choose, save } = await create();
    await choose('post', 2);
    under.server.answers.set('PUT rooms/lobby/permissions', refusal(503, 'unavailable', 'Not now.'));
    save().click();
    await until('it says why', () => textOf(page.querySelector('.save-bar .problem')) === 'Not now.');
    expect(radio('post', 2).checked).to.equal(true);
    expect(save().disabled).to.equal(false);
  });

  it('has what was not saved when one comes back to it', async () => {
    const { under, choose } = await create();
    await choose('post', 2);
    const { radio } = await create({}, undefined, under);
    expect(radio('post', 2).checked).to.equal(true);
  });

  it('is there to be read for who may not change it', async () => {
    const { page, radio } = await create({}, ['settings']);
    expect(radio('post', 2).disabled).to.equal(true);
    expect(page.querySelector('.save-bar')).to.equal(null);
  });

  it('says in words why it is not there, and tries again', async () => {
    const under = new DeskUnderTest();
    under.server.answers.set(
      'GET rooms/lobby/settings',
      refusal(503, 'unavailable', 'The log does not answer.'),
    );
    const page = await under.show('ws-chat-console-permissions', PermissionsPage, { room: 'lobby' });
    await until('it says why', () =>
      textOf(page.querySelector('[role=alert]')).startsWith('The log does not answer.'),
    );
    under.server.answers.set('GET rooms/lobby/settings', settings());
    page.querySelector<HTMLElement>('[role=alert] button')!.click();
    await until('the matrix is there', () => page.querySelector('.matrix'));
  });
});
