// Under which address the chat believes to be reached: its front page says so in the tag that it shows.
import { cannotTell, fine, wrong } from '../finding.ts';
import type { Check } from './check.ts';

const tag = /src=&quot;(https?:\/\/[^&\s]+)\/ws-chat\.js&quot;/;

export const addressCheck: Check = {
  name: 'address',
  needs: ['path', 'ready'],
  async look(visit) {
    const { url } = visit.target;
    const { text } = await visit.ask('/');
    const believed = tag.exec(text)?.[1];
    if (believed === undefined)
      return cannotTell('The chat’s front page is not there, which says what it takes for its address.');
    if (believed === url) return fine(`The chat knows its address, ${url}.`);
    const publicUrl = `start the chat with --public-url ${url}`;
    const [own, theirs] = [new URL(url), new URL(believed)];
    if (own.host === theirs.host && own.protocol === theirs.protocol)
      return wrong(
        `The chat takes ${believed} for its address, not ${url}: it does not know of the path.`,
        `The proxy takes the path away, so ${publicUrl}.`,
        { passable: true },
      );
    const scheme =
      own.host === theirs.host
        ? 'it is not told of the TLS in front of it'
        : 'the proxy passes another Host on';
    return wrong(
      `The chat takes ${believed} for its address, not ${url}: ${scheme}.`,
      `Best, ${publicUrl}; or pass Host and X-Forwarded-Proto on, and start it with --trusted-proxies 1.`,
      { remedy: 'host', passable: true },
    );
  },
};
