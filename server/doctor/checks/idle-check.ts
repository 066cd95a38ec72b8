// Whether a connection lives on while nobody speaks: the server's heartbeat is answered, and nothing else is said.
import { closeCodes } from '../../../protocol/close-codes.ts';
import { probeMs } from '../../../protocol/timing.ts';
import { knock, type Conversation, type Ended } from '../conversation.ts';
import { entranceOrigin } from '../entrance.ts';
import { cannotTell, fine, wrong, type Verdict } from '../finding.ts';
import type { Check } from './check.ts';

export const idleCheck: Check = {
  name: 'idle',
  needs: ['welcome'],
  async look(visit) {
    const handshake = await knock(visit, await entranceOrigin(visit));
    if (handshake.kind !== 'open') return cannotTell('Another WebSocket did not open.', 'Look again.');
    const { conversation } = handshake;
    try {
      conversation.say({ type: 'hello', history: 0 });
      return await waited(conversation, visit.target.idleMs);
    } finally {
      conversation.leave();
    }
  },
};

/** Without a close frame, and by a close frame of nobody's: RFC 6455, 7.4.1. The server says neither. */
const cutOff = 1006;
const goingAway = 1001;

const cure =
  'Raise the time for which a silent connection is kept to 90 seconds: the chat says something every 25 seconds and waits 10 for an answer.';

async function waited(conversation: Conversation, idleMs: number): Promise<Verdict> {
  const begun = performance.now();
  let heardAt = begun;
  let asked = 0;
  for (;;) {
    const said = await conversation.next(begun + idleMs - performance.now());
    if (said === undefined) break;
    if (typeof said === 'object') return cut(said, performance.now() - begun, performance.now() - heardAt);
    heardAt = performance.now();
    if (said === 'goodbye') return cannotTell('The server stops.', 'Look again once it is back.');
    if (said === 'ping') {
      asked++;
      conversation.say({ type: 'pong' });
    }
  }
  // What was cut without a word looks open: only an answer proves that it is.
  conversation.say({ type: 'ping' });
  const deadline = performance.now() + probeMs;
  for (;;) {
    const said = await conversation.next(deadline - performance.now());
    if (said === 'pong') break;
    if (said === undefined || typeof said === 'object')
      return wrong(`After ${seconds(idleMs)} the connection is dead, and nobody was told.`, cure, {
        remedy: 'silence',
      });
  }
  const questions = asked === 0 ? '' : ` The server asked ${asked === 1 ? 'once' : `${asked} times`}.`;
  return fine(`A connection on which nobody speaks lives for ${seconds(idleMs)} at least.${questions}`);
}

function cut({ code, reason }: Ended, livedMs: number, silentMs: number): Verdict {
  if (code === cutOff || code === goingAway)
    return wrong(
      `The proxy cut the connection after ${seconds(livedMs)}, ${seconds(silentMs)} after the last frame.`,
      cure,
      { remedy: 'silence' },
    );
  if (code === closeCodes.noAnswer)
    return wrong(
      `The server did not hear the answers to its heartbeat, and closed after ${seconds(livedMs)}.`,
      'Have whatever stands between pass on what visitors send, as it comes.',
      { remedy: 'buffering' },
    );
  return cannotTell(
    `The server closed the connection after ${seconds(livedMs)} with ${code}${reason && `, ${reason}`}.`,
  );
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} seconds`;
}
