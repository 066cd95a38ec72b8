// Whether frames go through at once, both ways: a guest says hello and is welcomed.
import { closeCodes } from '../../../protocol/close-codes.ts';
import { knock, type Said } from '../conversation.ts';
import { entranceOrigin } from '../entrance.ts';
import { cannotTell, fine, wrong, type Verdict } from '../finding.ts';
import { patienceMs } from '../visit.ts';
import type { Check } from './check.ts';

/** On another continent it is half a second. */
const slowMs = 3_000;

export const welcomeCheck: Check = {
  name: 'welcome',
  needs: ['upgrade'],
  async look(visit) {
    const handshake = await knock(visit, await entranceOrigin(visit));
    if (handshake.kind !== 'open') return cannotTell('The second WebSocket did not open.', 'Look again.');
    const { conversation } = handshake;
    const begun = performance.now();
    conversation.say({ type: 'hello', history: 0 });
    const said = await conversation.next(patienceMs);
    conversation.leave();
    return judged(said, performance.now() - begun);
  },
};

/** Without a close frame: RFC 6455, 7.4.1. */
const cutOff = 1006;

const held =
  'Have whatever stands between pass frames on as they come: no buffer, no inspection of WebSockets.';

function judged(said: Said, tookMs: number): Verdict {
  if (said === undefined)
    return wrong(`No frame came within ${patienceMs / 1_000} seconds after the door opened.`, held, {
      remedy: 'buffering',
    });
  if (typeof said === 'object') return ended(said.code, said.reason);
  const took = `${Math.round(tookMs)} ms`;
  if (tookMs > slowMs)
    return wrong(`The first frame took ${took}.`, held, { remedy: 'buffering', passable: true });
  return fine(`A guest is welcomed after ${took}.`);
}

function ended(code: number, reason: string): Verdict {
  if (code === closeCodes.helloTimeout)
    return wrong('What the visitor says is held back on its way to the chat.', held, { remedy: 'buffering' });
  if (code === cutOff)
    return wrong(
      'The connection was cut before the first frame.',
      'See in the log of the proxy why, and let WebSockets live there.',
      { remedy: 'silence' },
    );
  return cannotTell(`The server let no guest in: it closed with ${code}${reason && `, ${reason}`}.`);
}
