// SHA-256 (FIPS 180-4) of one text with many numbers after it. The platform's own is there on secure pages
// only, and asked by a promise it is slower than this.

const block = 64;

const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0;

const primes = Array.from({ length: 310 }, (_, index) => index + 2).filter((number) => {
  for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
  return true;
});

/** The first bits of the fractions of the roots of the first primes: square for the start, cubic for the rounds. */
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const rounds = Int32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));

const schedule = new Int32Array(64);

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

/** Takes one block into the state. */
function compress(state: Int32Array, bytes: DataView, offset: number): void {
  for (let index = 0; index < 16; index++) schedule[index] = bytes.getInt32(offset + index * 4);
  for (let index = 16; index < 64; index++) {
    const early = schedule[index - 15]!;
    const late = schedule[index - 2]!;
    const mixedEarly = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const mixedLate = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[index] = (schedule[index - 16]! + mixedEarly + schedule[index - 7]! + mixedLate) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let index = 0; index < 64; index++) {
    const chosen = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const first = (h + chosen + rounds[index]! + schedule[index]!) | 0;
    const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

export class NumberedDigest {
  /** What the whole blocks of the text come to. */
  readonly #begun = Int32Array.from(start);
  readonly #state = new Int32Array(8);
  /** What is left of the text, and room for a number and the end. */
  readonly #last = new Uint8Array(3 * block);
  readonly #view = new DataView(this.#last.buffer);
  readonly #length: number;
  readonly #rest: number;

  constructor(text: string) {
    const bytes = new TextEncoder().encode(text);
    const whole = bytes.length - (bytes.length % block);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let offset = 0; offset < whole; offset += block) compress(this.#begun, view, offset);
    this.#last.set(bytes.subarray(whole));
    this.#length = bytes.length;
    this.#rest = bytes.length - whole;
  }

  /** The digest of the text and the number, as words; the same array each time. */
  of(number: number): Int32Array {
    const digits = String(number);
    const length = this.#rest + digits.length;
    const end = block * Math.ceil((length + 9) / block);
    this.#last.fill(0, this.#rest, end);
    for (let index = 0; index < digits.length; index++)
      this.#last[this.#rest + index] = digits.charCodeAt(index);
    this.#last[length] = 0x80;
    this.#view.setUint32(end - 4, (this.#length + digits.length) * 8);
    this.#state.set(this.#begun);
    for (let offset = 0; offset < end; offset += block) compress(this.#state, this.#view, offset);
    return this.#state;
  }
}
