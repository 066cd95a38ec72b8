// The log as somebody reads it who comes last: page after page, from the first entry on.
import type { Entry } from '../../protocol/server-messages.ts';
import { pageEntries } from '../../protocol/limits.ts';
import { ChatClient } from './chat-client.ts';

/** History is rationed by connection: who reads everything comes again now and then. */
const pagesEachVisit = 15;

export async function* wholeLog(port: number, room = 'lobby'): AsyncGenerator<Entry> {
  let last = 0;
  for (let more = true; more;) {
    const reader = new ChatClient(`ws://127.0.0.1:${port}/rooms/${room}`, {});
    reader.say({ type: 'hello', name: 'Late', history: 0 });
    await reader.next('welcome');
    for (let page = 0; page < pagesEachVisit && more; page++) {
      reader.say({ type: 'history', after: last, limit: pageEntries });
      const { entries, more: further } = await reader.next('page');
      yield* entries;
      last = entries.at(-1)?.seq ?? last;
      more = further && entries.length > 0;
    }
    reader.leave();
    await reader.closed;
  }
}
