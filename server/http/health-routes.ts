// Is the process alive, and may it be sent visitors? For balancers; it tells nothing else.
import { Router } from 'express';

export function healthRoutes(isReady: () => boolean): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ live: true });
  });
  router.get('/health/ready', (_request, response) => {
    const ready = isReady();
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ready });
  });
  return router;
}
