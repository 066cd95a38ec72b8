// Every route there is. A new one has no meaning until it has a row in the matrix of the tests.
import { peopleRoutes } from './people-routes.ts';
import { roomRoutes } from './room-routes.ts';
import type { Door, Route } from './route.ts';
import type { ConsoleServices } from './services.ts';
import { sessionDoors, sessionRoutes } from './session-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { staffRoutes } from './staff-routes.ts';
import { webhookRoutes } from './webhook-routes.ts';

export function doors(services: ConsoleServices): readonly Door[] {
  return sessionDoors(services);
}

export function routes(services: ConsoleServices): readonly Route[] {
  return [sessionRoutes, staffRoutes, roomRoutes, settingsRoutes, peopleRoutes, webhookRoutes].flatMap(
    (made) => made(services),
  );
}
