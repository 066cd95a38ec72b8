// What stands half written in a room's field, kept through a reload of the tab. Where storage is
// forbidden or full, it is forgotten with the page.
import { attempt } from './attempt.ts';

const placeOf = (key: string) => `ws-chat field ${key}`;

/** Empty where nothing was kept, or where there is no key to keep it by. */
export function keptText(key: string): string {
  return (key !== '' && attempt(() => sessionStorage.getItem(placeOf(key)))) || '';
}

export function keepText(key: string, text: string): void {
  if (key === '') return;
  const place = placeOf(key);
  attempt(() => (text === '' ? sessionStorage.removeItem(place) : sessionStorage.setItem(place, text)));
}
