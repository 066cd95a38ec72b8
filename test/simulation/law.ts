// The law: what holds at the end of every world, when all troubles are over and all is quiet.
import type { Entry } from '../../protocol/server-messages.ts';
import type { EntryRecord } from '../../server/log/log.ts';
import { LawBroken } from './witness.ts';
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
    const { link, timeline } = page.client.state;
    if (link.kind !== 'live') return `${page.id} is ${link.kind}`;
    const under = timeline.drafts.find(({ kind }) => kind !== 'refused');
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
    showsTheLog(page, disk.epoch, disk.entries(page.room));
  }
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

function showsTheLog({ id, client }: VirtualPage, epoch: string, log: readonly EntryRecord[]): void {
  const { timeline } = client.state;
  if (timeline.epoch !== epoch)
    throw new LawBroken(`${id} follows ${timeline.epoch}, which is not ${epoch}.`);
  const first = timeline.last - timeline.entries.length + 1;
  if (timeline.more !== first > 1) throw new LawBroken(`${id} is wrong about what is older than ${first}.`);
  for (const entry of timeline.entries) {
    const record = log[entry.seq - 1];
    if (!record || !tells(entry, record))
      throw new LawBroken(
        `${id} shows ${JSON.stringify(entry)} where the log has ${JSON.stringify(record)}.`,
      );
  }
}

/** Compared without the server's own encoding. */
function tells(entry: Entry, record: EntryRecord): boolean {
  const expected = {
    type: record.kind,
    seq: record.seq,
    at: record.at,
    draftId: record.draftId,
    from: JSON.parse(record.author) as unknown,
    ...(JSON.parse(record.body) as object),
  };
  return JSON.stringify(entry) === JSON.stringify(expected);
}

function countFaults({ disk, witness }: World): Omit<Verdict, 'acknowledged'> {
  const places = new Map<string, { readonly room: string; readonly seq: number }>();
  let twice = 0;
  let holes = 0;
  for (const [room, entries] of disk.rooms)
    entries.forEach(({ draftId, seq }, index) => {
      if (seq !== index + 1) holes++;
      if (places.has(`${room} ${draftId}`)) twice++;
      places.set(draftId, { room, seq });
    });
  const rewound = new Set([...disk.rewound].map((key) => key.slice(key.lastIndexOf(' ') + 1)));
  const lost = [...witness.acknowledged].filter((id) => !places.has(id) && !rewound.has(id)).length;
  let reordered = 0;
  for (const written of witness.written.values()) {
    let last = 0;
    for (const draftId of written) {
      if (witness.refused.has(draftId)) continue;
      const { seq } = places.get(draftId) ?? { seq: last };
      if (seq < last) reordered++;
      last = seq;
    }
  }
  return { lost, twice, reordered, holes };
}
