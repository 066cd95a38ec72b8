// Every route there is; each is in the OpenAPI document by being here.
import { exportRoutes } from './export-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { modeRoutes } from './mode-routes.ts';
import { moderationRoutes } from './moderation-routes.ts';
import { roomRoutes } from './room-routes.ts';
import type { Route } from './route.ts';
import type { ApiServices } from './services.ts';

export function routes(services: ApiServices): readonly Route[] {
  return [roomRoutes, messageRoutes, moderationRoutes, modeRoutes, exportRoutes].flatMap((made) =>
    made(services),
  );
}
