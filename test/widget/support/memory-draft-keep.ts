// A tab's storage for one test: it outlives the clients that use it, as a reload does.
import type { DraftKeep } from '../../../widget/outbox/draft-keep.ts';

export class MemoryDraftKeep implements DraftKeep {
  kept = '';
  /** Whether a client is at work with it. */
  isTaken = false;

  constructor(kept = '') {
    this.kept = kept;
  }

  take(): readonly string[] {
    this.isTaken = true;
    return this.kept === '' ? [] : [this.kept];
  }

  write(kept: string): void {
    this.kept = kept;
  }

  release(): void {
    this.isTaken = false;
  }
}
