// What may become of a single frame on a link that lives. A WebSocket loses none and repeats none; a bus between
// servers may, and so may a fault. So it concerns what everybody gets, and what mends it: nothing would
// bring back an answer.

/** How the network treats single frames just now, as chances; the world changes it. */
export interface Air {
  losesFrames: number;
  repeatsFrames: number;
}

const losable = /^{"type":("(message|edit|removal|reaction|vote|poll-end|pin|notice|head)"|"page","after")/;
const repeatable = /^{"type":"(message|edit|removal|reaction|vote|poll-end|pin|notice|head)"/;

export function mayBeLost(text: string): boolean {
  return losable.test(text);
}

export function mayComeAgain(text: string): boolean {
  return repeatable.test(text);
}
