// What the second opinions ask of single values.

export type Is = (value: unknown) => boolean;

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isText: Is = (value) => typeof value === 'string';

export const oneOf =
  (...words: readonly unknown[]): Is =>
  (value) =>
    words.includes(value);

export const isSwitch: Is = (value) => value === true || value === false;

/** In code points, as everywhere (LIM-1). */
export const upTo =
  (characters: number): Is =>
  (value) =>
    typeof value === 'string' && Array.from(value).length <= characters;

export const count =
  (least: number, most = Number.MAX_SAFE_INTEGER): Is =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

export function isDraftId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length < 1 || value.length > 64) return false;
  return Array.from(value).every((letter) => /[A-Za-z0-9_-]/.test(letter));
}
