// The first characters of every text: who posted it, the how-manieth it is, and when. They stand at
// fixed places, so that a reader finds them without parsing anything.
import { performance } from 'node:perf_hooks';

const tilde = 0x7e;
const numberAt = 4;
const numberDigits = 8;
const timeAt = 13;
const timeDigits = 12;

/** A text of so many bytes that begins with an empty stamp; behind it `filler` is repeated, then dots. */
export function stampedText(publisher: number, bytes: number, filler: string): string {
  const stamp = `~${String(publisher).padStart(2, '0')} ${'0'.repeat(numberDigits)} ${'0'.repeat(timeDigits)} `;
  const step = Buffer.byteLength(filler);
  const times = Math.floor((bytes - stamp.length) / step);
  return stamp + filler.repeat(times) + '.'.repeat(bytes - stamp.length - times * step);
}

/** Microseconds since this process began. */
export function microseconds(): number {
  return Math.floor(performance.now() * 1_000);
}

export function hasStamp(bytes: Buffer, at: number): boolean {
  return bytes[at] === tilde;
}

export function publisherIn(bytes: Buffer, at: number): number {
  return bytes[at + 1]! * 10 + bytes[at + 2]! - 48 * 11;
}

/** How many numbers there are before `numberIn` begins again. */
export const numbersTold = 10_000;

/** The end of the number: who counts along knows the rest, and four digits are read faster than eight. */
export function numberIn(bytes: Buffer, at: number): number {
  const last = at + numberAt + numberDigits;
  return (
    bytes[last - 4]! * 1_000 + bytes[last - 3]! * 100 + bytes[last - 2]! * 10 + bytes[last - 1]! - 48 * 1_111
  );
}

export function timeIn(bytes: Buffer, at: number): number {
  return digits(bytes, at + timeAt, timeDigits);
}

/** Writes number and time into a masked text; `phase` is where in the mask the text begins. */
export function stamp(bytes: Buffer, at: number, mask: Buffer, phase: number, number: number): void {
  writeDigits(bytes, at + numberAt, mask, phase + numberAt, number, numberDigits);
  writeDigits(bytes, at + timeAt, mask, phase + timeAt, microseconds(), timeDigits);
}

export function digits(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) value = value * 10 + bytes[index]! - 48;
  return value;
}

export function writeDigits(
  bytes: Buffer,
  at: number,
  mask: Buffer,
  phase: number,
  value: number,
  count: number,
): void {
  let rest = value;
  for (let index = count - 1; index >= 0; index--) {
    const tenth = Math.floor(rest / 10);
    bytes[at + index] = (48 + rest - tenth * 10) ^ mask[(phase + index) & 3]!;
    rest = tenth;
  }
}
