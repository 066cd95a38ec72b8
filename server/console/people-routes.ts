// What one person wrote in all rooms: a copy of it, and its end.
import type { Erased } from '../../protocol/console.ts';
import { everyRoom } from '../log/keeping.ts';
import { exportPerson } from './export.ts';
import { noting } from './keeper.ts';
import { ok, route, type Route } from './route.ts';
import type { ConsoleServices } from './services.ts';

export function peopleRoutes(services: ConsoleServices): readonly Route[] {
  const { log, erase } = services;
  return [
    route({
      method: 'get',
      path: '/people/:id/export',
      asks: 'export',
      cost: 10,
      async handle({ signed, id, stands }) {
        await noting(services, everyRoom, signed, 'export', id);
        return {
          file: 'person.jsonl',
          type: 'application/jsonl; charset=utf-8',
          chunks: exportPerson(log, id, stands),
        };
      },
    }),
    route({
      method: 'delete',
      path: '/people/:id',
      asks: 'erase',
      cost: 10,
      async handle({ signed, id }) {
        // Before it: then this line’s id is taken with the others.
        await noting(services, everyRoom, signed, 'erase', id);
        return ok({ count: await erase(id) } satisfies Erased);
      },
    }),
  ];
}
