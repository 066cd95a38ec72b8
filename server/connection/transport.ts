// What a connection needs from whatever carries its frames: a socket, or a test's own hands.

export interface Transport {
  /** Bytes it takes before the other side has read on. With none left it is congested, and tells when it no longer is. */
  readonly spareBytes: number;
  /** Whole frames, in order. After `close` nothing is written. */
  write(frames: Buffer): void;
  /** A sign of life for clients that cannot be asked in words; its answer counts as heard. */
  ping(): void;
  /** Ends the connection with a close code; `reason` is cut to what a close frame holds. */
  close(code: number, reason: string): void;
  /** Ends it without waiting for the other side. */
  destroy(): void;
}
