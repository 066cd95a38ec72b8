// Two soft notes, made here: nothing is loaded for them. One chat is enough to hear, however many there are.

/** Sooner than this after the last one it stays silent. */
const restMs = 3_000;

/** Before somebody has touched the page, browsers hold sounds back; later than this it would be too late. */
const patienceMs = 500;

/** In hertz, and when they begin, in seconds. */
const notes = [
  [784, 0],
  [1_046.5, 0.09],
] as const;
const noteSeconds = 0.35;

/** At full volume; loud enough beside speech. */
const loudest = 0.25;

let audio: AudioContext | undefined;
let soundedAt = -Infinity;

/** Unless it sounded a moment ago. `volume` goes from 0 to 1. */
export async function chime(volume: number): Promise<void> {
  if (performance.now() - soundedAt >= restMs) await sample(volume);
}

/** For whoever turns it louder. */
export async function sample(volume: number): Promise<void> {
  const askedAt = performance.now();
  audio ??= new AudioContext();
  soundedAt = askedAt;
  await audio.resume();
  if (performance.now() - askedAt < patienceMs) play(audio, volume);
}

function play(audio: AudioContext, volume: number): void {
  for (const [frequency, delay] of notes) {
    const start = audio.currentTime + delay;
    const tone = new OscillatorNode(audio, { frequency });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    // Ears hear loudness by its square, about.
    loudness.gain.linearRampToValueAtTime(loudest * volume ** 2, start + 0.01);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + noteSeconds);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + noteSeconds);
  }
  const last = notes.at(-1)![1] + noteSeconds;
  setTimeout(() => void audio.suspend(), (last + 0.2) * 1_000);
}
