// Whether the proxy lets through as much as a visitor may send, where it goes by POST.
import { uploadBytes } from '../../../protocol/stream.ts';
import { cannotTell, fine, wrong } from '../finding.ts';
import type { Check } from './check.ts';

const size = `${uploadBytes / 1_024} KiB`;

export const bodyCheck: Check = {
  name: 'body',
  needs: ['path'],
  async look(visit) {
    const { room, origin } = visit.target;
    const { status, headers } = await visit.ask(`/rooms/${room}/frames`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: largest(),
    });
    if (status === 413)
      return wrong(
        `The proxy lets no POST of ${size} through (413), which is the longest that visitors send.`,
        'Raise what it lets through.',
        { remedy: 'body' },
      );
    const isPage = (headers['content-type'] ?? '').startsWith('text/html');
    if (isPage && status >= 400)
      return cannotTell(
        `The proxy answers a POST with ${status} by itself.`,
        'Have it pass POST on, for visitors whose network lets no WebSocket through.',
      );
    return fine(`A POST of ${size} goes through.`);
  },
};

/** No message, and as long as the longest: nothing comes of it. */
function largest(): Buffer {
  const [head, tail] = ['{"type":"doctor","padding":"', '"}'];
  return Buffer.from(head + 'x'.repeat(uploadBytes - head.length - tail.length) + tail);
}
