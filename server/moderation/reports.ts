// What visitors report to those who keep a room: each person a message once, kept on disk until it is settled.
// No copy of the message is kept: what is taken back is gone here too.
import type { Report } from '../../protocol/client-messages.ts';
import type { Participant, ReportLine } from '../../protocol/server-messages.ts';
import type { Clock } from '../clock.ts';
import { authorize } from '../identity/permissions.ts';
import { asks } from '../identity/verbs.ts';
import { unfitReference, type EntryRecord } from '../log/log.ts';
import type { Room } from '../room/room.ts';
import type { Author } from './author.ts';
import type { Place } from './place.ts';
import { tooFast, type Rates } from './rates.ts';
import type { Refusal } from './refusal.ts';
import { maySettle, reportId } from './report-line.ts';
import { mostReports, mostReportsOfOne } from './standing.ts';
import type { Standings } from './standings.ts';
import { banned, forbidden, muted } from './verdict.ts';

const gone: Refusal = {
  code: 'not-found',
  sentence: 'That message is not here any more, so nothing can be done with it.',
};

const own: Refusal = {
  code: 'not-allowed',
  sentence: 'That message is your own. You can take it back yourself.',
};

const full: Refusal = {
  code: 'busy',
  sentence: 'Very many reports wait for a moderator already. Try again in a while.',
  retryAfterMs: 30_000,
};

const enough: Refusal = {
  code: 'too-many',
  sentence: 'Many reports of yours wait for a moderator already. They will be looked at.',
};

export class Reports {
  readonly #standings: Standings;
  readonly #rates: Rates;
  readonly #clock: Pick<Clock, 'time'>;

  constructor(standings: Standings, rates: Rates, clock: Pick<Clock, 'time'>) {
    this.#standings = standings;
    this.#rates = rates;
    this.#clock = clock;
  }

  /** Resolves with nothing once it is on disk; rejects where that is not known. */
  async take(asked: Report, author: Author, room: Room, place: Place): Promise<Refusal | undefined> {
    const refusal = tooFast(author, this.#rates) ?? this.#refused(author, room, place);
    if (refusal) return refusal;
    const { participant } = author;
    const about = await messageOf(room, asked.ref, participant.id);
    if (!about) return gone;
    if (about.id === participant.id) return own;
    // Nobody looks at what they say, and they are not told so.
    if (room.standing.holds('shadow', author, this.#clock.time())) return undefined;
    return this.#keep(asked, participant, about, room);
  }

  /** Those about somebody whom the moderator may not act on are for others to look at. */
  list(room: Room, by: Participant): readonly ReportLine[] {
    return room.standing.reports.filter((report) => maySettle(by, report));
  }

  #refused(author: Author, room: Room, place: Place): Refusal | undefined {
    const time = this.#clock.time();
    if (room.standing.holds('ban', author, time)) return banned;
    const mute = room.standing.holds('mute', author, time);
    if (mute) return muted(mute.until, time);
    return authorize(author.participant, asks.report, place) ? undefined : forbidden;
  }

  async #keep(
    { ref, reason, text }: Report,
    from: Participant,
    about: Participant,
    room: Room,
  ): Promise<Refusal | undefined> {
    const { standing } = room;
    const key = { participant: from.id, ref };
    if (standing.report(reportId(key))) return undefined;
    const { reports } = standing;
    if (reports.filter((one) => one.from.id === from.id).length >= mostReportsOfOne) return enough;
    if (reports.length >= mostReports) return full;
    const line = { at: this.#clock.time(), from, about, reason, ...(text && { text: text.toWellFormed() }) };
    const report = { ...key, whom: about.id, record: JSON.stringify(line) };
    await this.#standings.change(standing, { room: room.name, report });
    return undefined;
  }
}

/** Who wrote a message that is still there. */
async function messageOf(room: Room, ref: number, participant: string): Promise<Participant | undefined> {
  const target = room.ring.at(ref)?.record ?? (await readOne(room, ref));
  const asked = { kind: 'reaction', participant, ref } as const;
  if (!target || unfitReference(asked, room.ring.head, target)) return undefined;
  return JSON.parse(target.author) as Participant;
}

async function readOne(room: Room, seq: number): Promise<EntryRecord | undefined> {
  const { entries } = await room.read({ before: seq + 1, limit: 1 });
  return entries.find((entry) => entry.seq === seq);
}
