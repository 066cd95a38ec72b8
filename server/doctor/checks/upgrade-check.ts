// Whether a WebSocket can be opened, and if not, what became of the handshake on its way.
import { knock } from '../conversation.ts';
import { entranceOrigin } from '../entrance.ts';
import { cannotTell, fine, wrong, type Verdict } from '../finding.ts';
import { elsewhere, isGateWithoutRoom, isPage } from '../own-answers.ts';
import type { Answer } from '../visit.ts';
import type { Check } from './check.ts';

export const upgradeCheck: Check = {
  name: 'upgrade',
  needs: ['path', 'ready', 'origin'],
  async look(visit) {
    const { room } = visit.target;
    const handshake = await knock(visit, await entranceOrigin(visit));
    switch (handshake.kind) {
      case 'open':
        handshake.conversation.leave();
        return fine(`A WebSocket opens at /rooms/${room}.`);
      case 'answered':
        return answered(handshake.answer);
      case 'broken':
        return wrong(
          `The handshake of a WebSocket has no answer: ${handshake.why}.`,
          'Have the proxy pass Upgrade and Connection on, by HTTP/1.1, and nothing in between that inspects what goes through.',
          { remedy: 'upgrade' },
        );
    }
  },
};

function answered(answer: Answer): Verdict {
  const { status, text, headers } = answer;
  if (isPage(answer) || elsewhere(answer) !== undefined)
    return wrong(
      'The proxy does not pass the Upgrade header on: the chat saw the request for a page, not for a WebSocket.',
      'Pass Upgrade and Connection on, by HTTP/1.1.',
      { remedy: 'upgrade' },
    );
  if (isGateWithoutRoom(answer))
    return wrong(
      'The proxy passes WebSockets on to another path than requests.',
      'Pass the path on as it is, for both.',
      { remedy: 'path-kept' },
    );
  if (status === 426)
    return wrong(
      'What answers wants a WebSocket and does not see one (426): the proxy does not pass the Upgrade header on.',
      'Pass Upgrade and Connection on, by HTTP/1.1.',
      { remedy: 'upgrade' },
    );
  if (status === 400 && text.startsWith('This chat speaks the subprotocol'))
    return wrong(
      'The proxy takes the Sec-WebSocket-Protocol header away.',
      'Have it pass the headers of the handshake on.',
      { remedy: 'handshake-headers' },
    );
  if (status === 400 && /Sec-WebSocket/i.test(text))
    return wrong(
      `The proxy changes the headers of the handshake: ${text.trim()}.`,
      'Have it pass all of them on.',
      { remedy: 'handshake-headers' },
    );
  if (status >= 300 && status < 400)
    return wrong(
      `A WebSocket is sent to ${headers.location ?? 'another address'}, and does not go along.`,
      'Answer /rooms/ where it is asked for.',
    );
  if (status === 429 || status === 503)
    return cannotTell(`No WebSocket is let in just now (${status}).`, 'Look again in a moment.');
  return wrong(
    `The proxy answers a WebSocket with ${status} by itself.`,
    'Let WebSockets through to the chat, and take rules away that keep them out.',
    { remedy: 'upgrade' },
  );
}
