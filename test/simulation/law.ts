// The law: what holds at the end of every world, when all troubles are over and all is quiet.
import { welcomeEntries } from '../../protocol/limits.ts';
import type { Entry } from '../../protocol/server-messages.ts';
import { opening } from '../../server/connection/opening.ts';
import type { EntryRecord } from '../../server/log/log.ts';
import { fold, shownIn, type Shown } from './fold.ts';
import { isErased, isSameEntry } from './same-entry.ts';
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
  // It waits for an errand, and lives until that is done.
  if (!world.server.connections.open) return 'the server is about to stop';
  if (world.server.isExpiring) return 'old messages are being deleted';
  for (const page of world.pages) {
    const { link, timeline, drafts } = page.client.state;
    if (link.kind !== 'live') return `${page.id} is ${link.kind}`;
    const under = drafts.find(({ kind }) => kind === 'waiting' || kind === 'accepted');
    if (under) return `${page.id} has draft ${under.draftId} still ${under.kind}`;
    // Of an erasure it hears by its link alone, which may be dead and not known to be.
    if (timeline.epoch !== world.disk.epoch) return `${page.id} follows ${timeline.epoch}`;
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

/** Whoever came in now would be told the newest of what the log keeps, and whether there is more. */
export async function isToldTruly({ server, disk, pages, time }: World): Promise<void> {
  const { rooms } = server!;
  for (const name of new Set(pages.map(({ room }) => room))) {
    const visit = rooms.visit(name);
    // A page may not have noticed yet that this is another server, into which nobody has come.
    await time.advance(1_000);
    const room = await visit;
    const { entries, ...start } = await opening(room, { type: 'hello' });
    rooms.leave(room);
    const log = disk.entries(name);
    const first = Math.max(disk.expired(name), log.length - welcomeEntries);
    const told = JSON.stringify(entries.map((entry) => JSON.parse(entry) as Entry));
    if (told !== JSON.stringify(log.slice(first).map(onWire)))
      throw new LawBroken(`A newcomer to ${name} is told ${told}, and the log has something else.`);
    if (start.resumed || start.more !== first > disk.expired(name))
      throw new LawBroken(
        `A newcomer to ${name} is told ${JSON.stringify(start)}, and the log expired up to ${disk.expired(name)}.`,
      );
  }
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
  // What is older may have expired since it was told of; and what had expired, an earlier day may have again.
  const isRight = timeline.more ? first > 1 : first - 1 <= disk.mostExpired(room);
  if (!isRight) throw new LawBroken(`${id} is wrong about what is older than ${first}.`);
  // What was rewound, written over and expired since, proves nothing to who held it before all that.
  const unprovable = disk.generation > 0 ? disk.mostExpired(room) : 0;
  for (const entry of timeline.entries) {
    if (entry.seq <= unprovable) continue;
    const record = log[entry.seq - 1];
    if (!record || !isSameEntry(entry, onWire(record), disk.generation > 0))
      throw new LawBroken(
        `${id} shows ${JSON.stringify(entry)} where the log has ${JSON.stringify(record)}.`,
      );
  }
  // Nobody says that an earlier day is back: who saw somebody erased goes on showing nothing of theirs.
  const told = log.slice(first - 1).map((record) => {
    const held = timeline.entries[record.seq - first];
    return disk.generation > 0 && held && isErased(held) ? held : onWire(record);
  });
  const provable = (lines: readonly Shown[]) => JSON.stringify(lines.filter(({ seq }) => seq > unprovable));
  const shown = provable(shownIn(timeline.lines));
  if (shown !== provable(fold(told)))
    throw new LawBroken(`${id} shows ${shown}, and the log has something else.`);
}

/** What the record says on the wire, told without the server's own encoding. */
function onWire({ kind, seq, at, draftId, author, body }: EntryRecord): Entry {
  const from = JSON.parse(author) as unknown;
  // That a poll is over the log marks for itself alone.
  const { ended: _, ...said } = JSON.parse(body) as { readonly ended?: true };
  return { type: kind, seq, at, draftId, from, ...said } as Entry;
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
  const places = new Map<string, { readonly room: string; readonly record: EntryRecord }>();
  /** What was expired or erased before its author knew of it was sent once more, and came later. */
  const again = new Set<string>();
  let twice = 0;
  let holes = 0;
  for (const [room, entries] of disk.rooms)
    entries.forEach((record, index) => {
      const { draftId, seq } = record;
      if (seq !== index + 1) holes++;
      const former = places.get(draftId);
      if (former && disk.isForgotten(former.room, former.record)) again.add(draftId);
      else if (former && !witness.adopted.has(draftId)) twice++;
      places.set(draftId, { room, record });
    });
  const rewound = rewoundIn(disk);
  const lost = [...witness.acknowledged].filter((id) => !places.has(id) && !rewound.has(id)).length;
  let reordered = 0;
  for (const written of witness.written.values()) {
    let last = 0;
    for (const draftId of written) {
      if (witness.handedBack.has(draftId) || again.has(draftId)) continue;
      const { seq } = places.get(draftId)?.record ?? { seq: last };
      if (seq < last) reordered++;
      last = seq;
    }
  }
  return { lost, twice, reordered, holes };
}
