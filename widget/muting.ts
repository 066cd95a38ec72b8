// Whom a reader does not want to hear, for themself alone. Pure.
import type { Choices } from './choices.ts';

/** Somebody is to be muted, or to be heard again. */
export interface MuteWish {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
}

/** Most people who stay muted; the first are forgotten. */
const mostMuted = 200;

export function withMuted(muted: Choices['muted'], { id, name, on }: MuteWish): Choices['muted'] {
  const others = [...muted].filter(([other]) => other !== id);
  return new Map(on ? [...others, [id, name] as const].slice(-mostMuted) : others);
}
