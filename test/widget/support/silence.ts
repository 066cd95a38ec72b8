// Media of a known length, made in the page: silence.
import { until } from './until.ts';
import { afterTest } from './stage.ts';

const samplesPerSecond = 3_000;

/** The address of a WAV file. */
export function silence(seconds: number): string {
  const samples = samplesPerSecond * seconds;
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) => {
    for (let index = 0; index < letters.length; index++)
      header.setUint8(at + index, letters.charCodeAt(index));
  };
  text(0, 'RIFF');
  header.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  // PCM, one channel, a byte a sample.
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, samplesPerSecond, true);
  header.setUint32(28, samplesPerSecond, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, 'data');
  header.setUint32(40, samples, true);
  const url = URL.createObjectURL(
    new Blob([header, new Uint8Array(samples).fill(128)], { type: 'audio/wav' }),
  );
  afterTest(() => URL.revokeObjectURL(url));
  return url;
}

/** A media element that knows how long it is; not in the page yet. */
export async function createMedia<Name extends 'audio' | 'video'>(
  name: Name,
  { id, seconds = 60 }: { readonly id: string; readonly seconds?: number },
): Promise<HTMLElementTagNameMap[Name]> {
  const media = document.createElement(name);
  Object.assign(media, { id, src: silence(seconds), muted: true, preload: 'auto' });
  await until('the media knows its length', () => media.readyState >= HTMLMediaElement.HAVE_METADATA);
  return media;
}

/** How many listen to it, from now on. */
export function countListeners(media: HTMLMediaElement): () => number {
  const signals: AbortSignal[] = [];
  const { addEventListener } = media;
  media.addEventListener = (type: string, run: EventListener, options: AddEventListenerOptions) => {
    signals.push(options.signal!);
    addEventListener.call(media, type, run, options);
  };
  return () => signals.filter(({ aborted }) => !aborted).length;
}

/** Moves its clock, and waits until it is there. */
export async function seek(media: HTMLMediaElement, seconds: number): Promise<void> {
  media.currentTime = seconds;
  await until('the media is there', () => !media.seeking);
}
