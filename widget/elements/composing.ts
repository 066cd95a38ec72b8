// Which keys belong to an input method: those that choose or end a word while it is being composed.

/** So soon after the end of a composition a key still belongs to it: Safari tells the end first. */
const afterEndMs = 30;

let endedAt = -Infinity;

/** For `compositionend` of every field whose keys are asked about. */
export function compositionEnded(event: Event): void {
  endedAt = event.timeStamp;
}

/** 229 is how older engines say so. */
export function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only sign some engines give
  return event.isComposing || event.keyCode === 229 || event.timeStamp - endedAt < afterEndMs;
}
