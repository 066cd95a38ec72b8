// A disk that forgets, at a cut of the power, what it was not told to keep: replays a trace up to there.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DiskEvent } from './trace.ts';

type Pending = Exclude<DiskEvent, { type: 'said' | 'sync' }>;

/** How much a disk keeps of what was written since the last sync: it may keep any part of it. */
export type Memory = (pending: readonly Pending[]) => readonly Pending[];

export const keepsNothing: Memory = () => [];

/** As when only the process is killed. */
export const keepsEverything: Memory = (pending) => pending;

/** Any of the writes, each whole or only up to one of its sectors. */
export function keepsSome(random: () => number): Memory {
  const sectorBytes = 512;
  return (pending) =>
    pending.flatMap((event) => {
      if (random() < 0.5) return [];
      if (event.type !== 'write' || random() < 0.5) return [event];
      const sectors = Math.floor((random() * event.bytes.length) / sectorBytes);
      return [{ ...event, bytes: event.bytes.subarray(0, sectors * sectorBytes) }];
    });
}

export class Disk {
  readonly #durable = new Map<string, Buffer>();
  readonly #pending = new Map<string, Pending[]>();

  /** A file that was there before. */
  hold(file: string, bytes: Buffer): void {
    this.#durable.set(file, bytes);
  }

  apply(event: Exclude<DiskEvent, { type: 'said' }>): void {
    // A removal is kept by a sync of the folder.
    const place = event.type === 'remove' ? dirname(event.file) : event.file;
    const pending = this.#pending.get(place) ?? [];
    if (event.type !== 'sync') return void this.#pending.set(place, [...pending, event]);
    this.#pending.delete(place);
    keep(this.#durable, pending);
  }

  /** Writes into a folder what the disk holds after a cut of the power now. */
  cut(folder: string, memory: Memory): void {
    const files = new Map(this.#durable);
    for (const pending of this.#pending.values()) keep(files, memory(pending));
    mkdirSync(folder, { recursive: true });
    for (const [file, bytes] of files) writeFileSync(join(folder, basename(file)), bytes);
  }
}

/** Never changes the bytes that are there: a cut's picture of the disk shares them. */
function keep(files: Map<string, Buffer>, events: readonly Pending[]): void {
  const copied = new Map<string, Buffer>();
  for (const event of events) {
    const { file } = event;
    if (event.type === 'remove') {
      files.delete(file);
      copied.delete(file);
      continue;
    }
    const bytes = copied.get(file) ?? Buffer.from(files.get(file) ?? []);
    if (event.type === 'truncate') copied.set(file, resized(bytes, event.length));
    else {
      const end = event.offset + event.bytes.length;
      const grown = end > bytes.length ? resized(bytes, end) : bytes;
      event.bytes.copy(grown, event.offset);
      copied.set(file, grown);
    }
  }
  for (const [file, bytes] of copied) files.set(file, bytes);
}

function resized(bytes: Buffer, length: number): Buffer {
  const result = Buffer.alloc(length);
  bytes.copy(result);
  return result;
}
