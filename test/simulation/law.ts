// The law: what holds at the end of every world, when all troubles are over and all is quiet.
import type { Entry } from '../../protocol/server-messages.ts';
import type { EntryRecord } from '../../server/log/log.ts';
import { fold, shownIn } from './fold.ts';
import { LawBroken } from './witness.ts';
import type { VirtualDisk } from './world/virtual-disk.ts';
import type { VirtualPage } from './world/virtual-page.ts';
import type { World } from './world/world.ts';

export interface Verdict {
  readonly acknowledged: number;
  readonly lost: number;
  readonly twice: number;
  readonly reordered: number;
  readonly holes: number;
}

/** Why the world is not quiet yet; undefined if it is. */
export function unrest(world: World): string | undefined {
  if (!world.server) return 'the server is down';
  for (const page of world.pages) {
    const { link, timeline, drafts } = page.client.state;
    if (link.kind !== 'live') return `${page.id} is ${link.kind}`;
    const under = drafts.find(({ kind }) => kind === 'waiting' || kind === 'accepted');
    if (under) return `${page.id} has draft ${under.draftId} still ${under.kind}`;
    const head = world.disk.entries(page.room).length;
    if (timeline.last !== head) return `${page.id} shows up to ${timeline.last} of ${head}`;
    const present = presentIn(world, page.room);
    if (page.client.state.present !== present)
      return `${page.id} counts ${page.client.state.present} present of ${present}`;
  }
  return undefined;
}

/** Holds the quiet world to the law; throws where it is broken. */
export function judge(world: World): Verdict {
  const { disk, witness, pages } = world;
  for (const page of pages) {
    witness.look(page);
    showsTheLog(page, disk);
  }
  nothingVanished(world);
  const verdict = { acknowledged: witness.acknowledged.size, ...countFaults(world) };
  if (verdict.lost + verdict.twice + verdict.reordered + verdict.holes > 0)
    throw Object.assign(new LawBroken(sentence(verdict)), { verdict });
  return verdict;
}

export function sentence({ acknowledged, lost, twice, reordered, holes }: Verdict): string {
  return `acknowledged ${acknowledged}, lost ${lost}, twice ${twice}, reordered ${reordered}, holes ${holes}`;
}

function presentIn(world: World, room: string): number {
  return new Set(world.pages.filter((page) => page.room === room).map(({ client }) => client.state.you?.id))
    .size;
}

function showsTheLog({ id, room, client }: VirtualPage, disk: VirtualDisk): void {
  const log = disk.entries(room);
  const { timeline } = client.state;
  if (timeline.epoch !== disk.epoch)
    throw new LawBroken(`${id} follows ${timeline.epoch}, which is not ${disk.epoch}.`);
  const first = timeline.last - timeline.entries.length + 1;
  if (timeline.more !== first > 1) throw new LawBroken(`${id} is wrong about what is older than ${first}.`);
  for (const entry of timeline.entries) {
    const record = log[entry.seq - 1];
    if (!record || !tells(entry, record, disk.generation > 0))
      throw new LawBroken(
        `${id} shows ${JSON.stringify(entry)} where the log has ${JSON.stringify(record)}.`,
      );
  }
  const shown = JSON.stringify(shownIn(timeline.lines));
  if (shown !== JSON.stringify(fold(log.slice(first - 1).map(onWire))))
    throw new LawBroken(`${id} shows ${shown}, and the log has something else.`);
}

/** What the record says on the wire, told without the server's own encoding. */
function onWire({ kind, seq, at, draftId, author, body }: EntryRecord): Entry {
  const from = JSON.parse(author) as unknown;
  return { type: kind, seq, at, draftId, from, ...(JSON.parse(body) as object) } as Entry;
}

/**
 * What was taken back has no words any more, wherever they were. And where a rewound log was given the
 * same draft once more, in the same place, it has another time and perhaps another name.
 */
function tells(entry: Entry, record: EntryRecord, isRewritten: boolean): boolean {
  const expected = onWire(record);
  if ('removed' in expected)
    return entry.type === expected.type && entry.draftId === expected.draftId && 'removed' in entry;
  if (!isRewritten) return JSON.stringify(entry) === JSON.stringify(expected);
  return JSON.stringify(timeless(entry)) === JSON.stringify(timeless(expected));
}

function timeless({ at: _at, from, ...rest }: Entry): object {
  return { ...rest, from: from.id };
}

/** Whatever was written in a tab that is still open is in the log, or its author knows of it. */
function nothingVanished({ disk, witness, pages }: World): void {
  for (const { id, tab, room, client } of pages) {
    const kept = new Set([
      ...disk.entries(room).map(({ draftId }) => draftId),
      ...client.state.drafts.map(({ draftId }) => draftId),
      ...witness.discarded,
      ...rewoundIn(disk),
    ]);
    const vanished = (witness.written.get(tab) ?? []).find((draftId) => !kept.has(draftId));
    if (vanished !== undefined) throw new LawBroken(`${id} lost its draft ${vanished}.`);
  }
}

/** Draft ids that a rewind of the log took back. */
function rewoundIn({ rewound }: VirtualDisk): Set<string> {
  return new Set([...rewound].map((key) => key.slice(key.lastIndexOf(' ') + 1)));
}

function countFaults({ disk, witness }: World): Omit<Verdict, 'acknowledged'> {
  const places = new Map<string, { readonly room: string; readonly seq: number }>();
  let twice = 0;
  let holes = 0;
  for (const [room, entries] of disk.rooms)
    entries.forEach(({ draftId, seq }, index) => {
      if (seq !== index + 1) holes++;
      if (places.has(draftId) && !witness.adopted.has(draftId)) twice++;
      places.set(draftId, { room, seq });
    });
  const rewound = rewoundIn(disk);
  const lost = [...witness.acknowledged].filter((id) => !places.has(id) && !rewound.has(id)).length;
  let reordered = 0;
  for (const written of witness.written.values()) {
    let last = 0;
    for (const draftId of written) {
      if (witness.handedBack.has(draftId)) continue;
      const { seq } = places.get(draftId) ?? { seq: last };
      if (seq < last) reordered++;
      last = seq;
    }
  }
  return { lost, twice, reordered, holes };
}
