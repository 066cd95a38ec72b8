// Why a page may not enter a room: a browser hides the answer to a refused upgrade, so the widget
// asks here. The judgement is the same, only told as JSON.
import { Router } from 'express';
import { heardHeader } from '../../protocol/heard.ts';
import { subprotocol } from '../../protocol/version.ts';
import type { Judge } from '../connection/admission.ts';
import { knock } from '../connection/knock.ts';

export function admissionRoute(judge: Judge, trustedProxies: number, publicUrl: string | undefined): Router {
  const router = Router();
  router.get('/rooms/:room/admission', (request, response) => {
    const asked = knock(request, request.params.room, [subprotocol], trustedProxies);
    // Browsers send no origin with a page's request to its own server, and say so here.
    const isOwnPage = request.headers['sec-fetch-site'] === 'same-origin' && asked.origin === undefined;
    const own = publicUrl === undefined ? `http://${asked.host}` : new URL(publicUrl).origin;
    const origin = isOwnPage ? own : asked.origin;
    const admission = judge({ ...asked, origin });
    response
      .status(admission.admitted ? 200 : admission.denial.status)
      .set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store', Vary: 'Origin' })
      .set(heardHeader, `HTTP/${request.httpVersion}`)
      .json(admission.admitted ? { admitted: true } : admission.denial);
  });
  return router;
}
