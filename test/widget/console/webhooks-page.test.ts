import { expect } from 'chai';
import type { LetterLine, WebhookLine } from '../../../protocol/console.ts';
import { WebhooksPage } from '../../../widget/console/pages/webhooks-page.ts';
import { DeskUnderTest, refusal, textOf } from '../support/console-desk.ts';
import { startAt } from '../support/frames.ts';
import { until } from '../support/until.ts';

const webhook = (over: Partial<WebhookLine>): WebhookLine => ({
  name: 'shop',
  host: 'www.example.com',
  rooms: ['lobby', 'page*'],
  events: ['message'],
  state: { is: 'delivering' },
  ...over,
});

const letter = (id: number, over: Partial<LetterLine> = {}): LetterLine => ({
  ...{ id, webhook: 'shop', room: 'lobby', seq: id, reason: 'It answered with status 500.', at: startAt },
  ...{ attempts: 7, again: false },
  ...over,
});

async function create(webhooks: readonly WebhookLine[], letters: readonly LetterLine[], next?: number) {
  const under = new DeskUnderTest();
  under.server.answers.set('GET webhooks', { webhooks });
  under.server.answers.set('GET webhooks/letters', { letters, ...(next !== undefined && { next }) });
  const page = await under.show('ws-chat-console-webhooks', WebhooksPage, {});
  await until('it is there', () => page.querySelector('.lines, .blank, .trouble'));
  const lines = (selector: string) => [...page.querySelectorAll(`${selector} > li`)].map(textOf);
  return { under, page, lines };
}

describe('the page of webhooks', () => {
  it('says how each of them is, and why', async () => {
    const { lines } = await create(
      [
        webhook({}),
        webhook({ name: 'search', state: { is: 'waiting', until: startAt, reason: 'It is down.' } }),
        webhook({ name: 'bot', state: { is: 'off', reason: 'It is gone.' } }),
      ],
      [],
    );
    const [delivers, waits, off] = lines('.lines');
    expect(delivers).to.equal('shop Delivering www.example.com · lobby, page* · message');
    expect(waits).to.match(/^search Waiting .* It is down\. Tried again: .+\.$/);
    expect(off).to.match(/^bot Off .* It is gone\. It is told again from the next start of the chat on\.$/);
  });

  it('says that there are none', async () => {
    const { page } = await create([], []);
    expect(textOf(page.querySelector('.blank'))).to.contain('has no webhooks');
  });

  it('has what was given up sent again, and says that it is', async () => {
    const { under, page, lines } = await create([webhook({})], [letter(9), letter(8, { again: true })]);
    expect(lines('.letters')[0]).to.match(
      /^shop: entry 9 of lobby It answered with status 500\. Given up: .+, after 7 attempts Send again$/,
    );
    const [first, second] = page.querySelectorAll<HTMLButtonElement>('.letters button');
    expect([first!.disabled, second!.disabled]).to.deep.equal([false, true]);
    under.server.answers.set('POST webhooks/letters/9/retry', {});
    under.server.answers.set('GET webhooks/letters', { letters: [] });
    first!.click();
    await until('an empty list', () => lines('.letters').length === 0);
    expect(under.server.last('POST webhooks/letters/9/retry')).not.to.equal(undefined);
  });

  it('says why it was not, and looks what is there', async () => {
    const { under, page, lines } = await create([webhook({})], [letter(9)]);
    under.server.answers.set('POST webhooks/letters/9/retry', refusal(404, 'not-found', 'It is gone.'));
    under.server.answers.set('GET webhooks/letters', { letters: [] });
    page.querySelector<HTMLElement>('.letters button')!.click();
    await until('an empty list', () => lines('.letters').length === 0);
    expect(under.said.join()).to.contain('It is gone.');
  });

  it('goes on with older ones', async () => {
    const { under, page, lines } = await create([webhook({})], [letter(9)], 9);
    under.server.answers.set('GET webhooks/letters', { letters: [letter(8)] });
    page.querySelector<HTMLElement>('.letters + .button')!.click();
    await until('both are there', () => lines('.letters').length === 2);
    expect(under.server.last('GET webhooks/letters')!.query).to.deep.equal({ before: '9' });
  });

  it('shows names as text, whatever is in them', async () => {
    const { page } = await create([webhook({ name: '<i>x</i>' })], [letter(9, { reason: '<i>y</i>' })]);
    expect(page.querySelector('.lines i')).to.equal(null);
  });
});
