// Whether pages of the site may enter, in the server's own words.
import { judgement } from '../entrance.ts';
import { cannotTell, fine, wrong, type Verdict } from '../finding.ts';
import type { Denial } from '../own-answers.ts';
import type { Target } from '../target.ts';
import type { Check } from './check.ts';

export const originCheck: Check = {
  name: 'origin',
  needs: ['path', 'ready'],
  async look(visit) {
    const { origin, room } = visit.target;
    const judged = await judgement(visit, origin);
    if (judged === undefined)
      return cannotTell(
        `The proxy keeps to itself whether pages of ${origin} may enter.`,
        `Have it pass /rooms/${room}/admission on: the widget asks there, too.`,
      );
    return judged.admitted
      ? fine(`Pages of ${origin} may enter the room ${room}.`)
      : denied(judged.denial, visit.target);
  },
};

function denied({ code, sentence }: Denial, { origin, room, url }: Target): Verdict {
  if (code === 'no-such-room')
    return wrong(
      `There is no room ${room} (${code}).`,
      `Name one that there is, as by --room ${room} here, or add it where the server is started.`,
    );
  if (code !== 'origin-not-allowed')
    return cannotTell(`The server lets nobody in just now (${code}): ${sentence}`, 'Look again in a moment.');
  if (sentence.startsWith('This request names no origin'))
    return wrong(
      'The proxy takes the Origin header away, by which the chat knows the pages that may enter.',
      'Have it pass Origin on.',
      { remedy: 'handshake-headers' },
    );
  if (origin === new URL(url).origin)
    return wrong(
      `The chat does not know ${origin} for its own address (${code}): its proxy passes another Host on.`,
      `Have it pass Host on as it comes, or start the chat with --public-url ${url}.`,
      { remedy: 'host', passable: true },
    );
  return wrong(
    `Pages of ${origin} may not enter the room ${room} (403, ${code}).`,
    `Start the chat with --origin ${origin}, or add it to the room’s own list, as in --room ${room}=${origin}.`,
    { passable: true },
  );
}
