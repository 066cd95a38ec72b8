// What nodes tell each other: the port. A hint and never the truth: it may lose, repeat, delay and reorder,
// and vanish for a while. What must not be lost is in the log.

export interface BusListener {
  /** Another node said this about a topic that is followed here. */
  heard(topic: string, text: string): void;
  /** From a moment on nothing was heard, and now it is again: whatever was said meanwhile is lost. */
  missed(): void;
  /** For whoever looks after the engine; the bus goes on trying by itself. */
  failed(error: unknown): void;
}

export interface Bus {
  /** Whether what is published now is likely to arrive. */
  readonly healthy: boolean;
  /** Called once, before anything else. */
  listen(listener: BusListener): void;
  /** To every other node that follows the topic, in the order of the calls. Never throws and never waits. */
  publish(topic: string, text: string): void;
  /**
   * Resolves when everything that is published from then on is heard, or when that cannot be had: then
   * `missed` is called once it can. Topics are names of rooms, or `everyRoom`; follows are not counted.
   */
  follow(topic: string): Promise<void>;
  unfollow(topic: string): void;
  close(): Promise<void>;
}

/** The bus, or one engine of it, cannot do its work. The message names the cure, and never a password. */
export class BusUnavailable extends Error {
  override readonly name = 'BusUnavailable';
}
