// What all connections of the process were written together: plain numbers, because each write adds to them.

export class Traffic {
  /** Entries of rooms, each as often as there were readers. */
  entries = 0;
  /** Everything else, as answers and presence. */
  others = 0;
  writes = 0;
  bytes = 0;
}
