// The clock of a video or an audio: found by its id, waited for, and followed when another takes its place.
// While it stands, nothing runs.

/** The part of a media element that is used: a player of another kind may have it too. */
export type Media = Pick<HTMLMediaElement, 'currentTime' | 'paused' | 'ended'> &
  Partial<Pick<HTMLMediaElement, 'seeking'>> &
  EventTarget;

export interface MediaClockOptions {
  /** Its page, or the shadow root around the chat. */
  readonly root: () => Node;
  readonly id: () => string | undefined;
  /** `hasJumped` where it did not get there by playing. */
  readonly onTime: (hasJumped: boolean) => void;
}

const jumps = ['seeking', 'emptied', 'loadedmetadata'];
const moves = ['timeupdate', 'play', 'pause', 'ended', 'seeked', 'ratechange'];

export class MediaClock {
  readonly #options: MediaClockOptions;
  readonly #observer = new MutationObserver(() => this.look());
  #media: Media | undefined;
  #listening = new AbortController();
  #frame = 0;

  constructor(options: MediaClockOptions) {
    this.#options = options;
    // Within its shadow root or around it: whichever has the id, now or later.
    for (const root of new Set([options.root(), document]))
      this.#observer.observe(root, { subtree: true, childList: true, attributeFilter: ['id'] });
  }

  /** Milliseconds from the beginning; undefined while there is no such element. */
  get time(): number | undefined {
    return this.#media && this.#media.currentTime * 1_000;
  }

  /** It says so at once; its event comes later than what else may look at the time. */
  get isJumping(): boolean {
    return this.#media?.seeking === true;
  }

  close(): void {
    this.#observer.disconnect();
    this.#follow(undefined);
  }

  /** Looks whether it is there, and still the same; of changes in the page it hears by itself. */
  look(): void {
    const media = this.#find();
    if (media === this.#media) return;
    this.#follow(media);
    this.#options.onTime(true);
  }

  #find(): Media | undefined {
    const id = this.#options.id();
    if (!id) return undefined;
    const root = this.#options.root();
    const inRoot = root instanceof DocumentFragment ? root.querySelector(`#${CSS.escape(id)}`) : null;
    const found = inRoot ?? document.getElementById(id);
    return found && 'currentTime' in found && 'paused' in found ? (found as Element & Media) : undefined;
  }

  #follow(media: Media | undefined): void {
    this.#listening.abort();
    cancelAnimationFrame(this.#frame);
    this.#media = media;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const type of jumps) media?.addEventListener(type, () => this.#onTime(true), { signal });
    for (const type of moves) media?.addEventListener(type, () => this.#onTime(false), { signal });
    if (media) this.#run(media);
  }

  #onTime(hasJumped: boolean): void {
    this.#options.onTime(hasJumped);
    if (this.#media) this.#run(this.#media);
  }

  /** From frame to frame while it plays; a hidden page has no frames, and then its own events have to do. */
  #run(media: Media): void {
    cancelAnimationFrame(this.#frame);
    if (media.paused || media.ended) return;
    this.#frame = requestAnimationFrame(() => this.#onTime(false));
  }
}
