// A page that is used by fingers, for one test.
import { afterTest } from './stage.ts';

export function pretendTouch(): void {
  const { matchMedia } = globalThis;
  afterTest(() => (globalThis.matchMedia = matchMedia));
  globalThis.matchMedia = (query) => matchMedia(query.includes('pointer: coarse') ? 'all' : query);
}
