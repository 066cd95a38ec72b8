// Webhooks: how they are, what they did not take, and how that is sent again.
import {
  consoleLines,
  listLetters,
  type LetterPage,
  type WebhookLine,
  type WebhookList,
  type WebhookState,
} from '../../protocol/console.ts';
import { everyRoom } from '../log/keeping.ts';
import type { DeadLetter } from '../log/webhook-store.ts';
import type { Webhook } from '../webhooks/webhook.ts';
import { noting } from './keeper.ts';
import { done, ok, refuse, route, type Route } from './route.ts';
import type { ConsoleServices } from './services.ts';

const noLetter = refuse(
  'not-found',
  'There is no such entry here any more: it was taken meanwhile, or is kept no longer. Reload the list.',
);

export function webhookRoutes(services: ConsoleServices): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/webhooks',
      asks: 'webhooks',
      async handle() {
        const all = await services.webhooks.list();
        return ok({
          webhooks: all.map(({ webhook, state }) => lineOf(webhook, state)),
        } satisfies WebhookList);
      },
    }),
    route({
      method: 'get',
      path: '/webhooks/letters',
      asks: 'webhooks',
      query: listLetters,
      async handle({ query: { before = Number.MAX_SAFE_INTEGER, limit = consoleLines } }) {
        // One more than is shown tells whether there is another page.
        const found = await services.webhooks.letters(before, limit + 1);
        const shown = found.slice(0, limit);
        return ok({
          letters: shown.map(letterLine),
          ...(found.length > limit && { next: shown.at(-1)!.id }),
        } satisfies LetterPage);
      },
    }),
    route({
      method: 'post',
      path: '/webhooks/letters/:id/retry',
      asks: 'webhooks',
      async handle({ id, signed }) {
        if (!/^\d{1,15}$/.test(id) || !(await services.webhooks.sendAgain(Number(id)))) return noLetter;
        await noting(services, everyRoom, signed, 'letter-retried');
        return done;
      },
    }),
  ];
}

function lineOf({ name, url, rooms, events }: Webhook, state: string | undefined): WebhookLine {
  const known = state === undefined ? { is: 'delivering' as const } : (JSON.parse(state) as WebhookState);
  return { name, host: url.host, rooms, events: [...events], state: known };
}

function letterLine({ isWanted, ...letter }: DeadLetter): LetterPage['letters'][number] {
  return { ...letter, again: isWanted };
}
