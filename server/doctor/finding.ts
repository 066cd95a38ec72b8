// What a check says: one of a few results, with a sentence of cause and, where something is to be done, one of cure.
import type { RemedyName } from './remedies/remedy.ts';

export interface Fine {
  readonly result: 'fine';
  readonly cause: string;
}

export interface Wrong {
  readonly result: 'wrong';
  readonly cause: string;
  readonly cure: string;
  /** What is to be changed in a proxy, where that is where it lies. */
  readonly remedy?: RemedyName;
  /** What comes after it means something all the same. */
  readonly passable?: true;
}

export interface Unknown {
  readonly result: 'cannot tell';
  readonly cause: string;
  readonly cure?: string;
}

export interface Skipped {
  readonly result: 'skipped';
  readonly cause: string;
}

export type Verdict = Fine | Wrong | Unknown;

export type Finding = { readonly check: string } & (Verdict | Skipped);

export function fine(cause: string): Fine {
  return { result: 'fine', cause };
}

export function wrong(cause: string, cure: string, more: Pick<Wrong, 'remedy' | 'passable'> = {}): Wrong {
  return { result: 'wrong', cause, cure, ...more };
}

export function cannotTell(cause: string, cure?: string): Unknown {
  return { result: 'cannot tell', cause, ...(cure !== undefined && { cure }) };
}
