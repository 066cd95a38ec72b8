// What the files that are loaded later share with the core, laid out in the page with the first element that is made, under
// whichever name it was defined.
import * as shared from './shared.ts';

/** Where the files that are loaded later find it. */
const sharedPlace = Symbol.for('ws-chat shared');

export function layOut(): void {
  if (!(sharedPlace in globalThis)) Object.defineProperty(globalThis, sharedPlace, { value: shared });
}
