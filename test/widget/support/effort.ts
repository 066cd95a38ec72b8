// How much a function does, in characters and items gone over: the same on every machine, unlike time.

/** Counts what regular expressions, searches, copies and splices go over. It cannot see a loop's own steps. */
export function effortOf(run: () => void): number {
  const { exec } = RegExp.prototype;
  const { indexOf, slice } = String.prototype;
  const { splice } = Array.prototype;
  let effort = 0;
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    // A sticky one that fails looks no further.
    const end = found ? found.index + found[0].length : this.sticky ? from : text.length;
    effort += end - from + 1;
    return found;
  };
  String.prototype.indexOf = function (wanted, from = 0) {
    const found = indexOf.call(this, wanted, from);
    effort += (found < 0 ? this.length : found + wanted.length) - from;
    return found;
  };
  String.prototype.slice = function (...range) {
    const result = slice.apply(this, range);
    effort += result.length;
    return result;
  };
  Array.prototype.splice = function (this: unknown[], ...range: [number, number]) {
    const result: unknown[] = splice.apply(this, range);
    effort += result.length;
    return result;
  };
  try {
    run();
  } finally {
    RegExp.prototype.exec = exec;
    Object.assign(String.prototype, { indexOf, slice });
    Array.prototype.splice = splice;
  }
  return effort;
}
