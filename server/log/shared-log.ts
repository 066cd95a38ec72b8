// What a log can do beyond the port where several nodes write to it: tell how far it is by now, hold what
// they all must know, and say when it is not what it was.

export interface RoomHead {
  readonly head: number;
  /** Entries up to this seq were deleted by their age. */
  readonly expired: number;
  /** Another, higher one after every change of the room’s standing. */
  readonly standing: number;
}

export interface Heads {
  readonly epoch: string;
  /** Another, higher one after every change of who keeps the chat and what they set. */
  readonly keeping: number;
  /** Without the rooms that nothing was ever written to. */
  readonly rooms: ReadonlyMap<string, RoomHead>;
}

export interface SharedLog {
  /** One look for all of these rooms, at what is committed. */
  heads(rooms: readonly string[]): Promise<Heads>;
  /**
   * Takes a new epoch where `former` still holds: the log went back. Resolves with the one that holds then,
   * which another node may have taken.
   */
  renewEpoch(former: string): Promise<string>;
  /** What all nodes sign by: `candidate` where there is none of that name yet. */
  secret(name: string, candidate: string): Promise<string>;
  /**
   * `onDoubt` is called when what a node knows of the log may not hold any more: after a connection was lost,
   * and where the log is in another epoch or is shorter than it was. It then looks at `heads`.
   */
  watch(onDoubt: () => void): void;
}
