// A log that holds every kind of entry and of record, and all of what a log holds, as its ports tell it.
import { everyRoom } from '../../server/log/keeping.ts';
import { restoralBody, type DraftRecord } from '../../server/log/log.ts';
import type { KeptLog } from '../../server/log/open-log.ts';
import { draft } from './drafts.ts';

/** What follows the first entries of the lobby; `crowd` more messages are in the room of that name. */
export async function fill(log: KeptLog, crowd = 0): Promise<void> {
  const by = { participant: 'mo', author: '{"id":"mo","name":"Mo","role":"moderator"}' };
  const about = (kind: DraftRecord['kind'], ref: number, content: object, over: Partial<DraftRecord> = {}) =>
    draft('', { kind, ref, draftId: `${kind}-${ref}`, body: JSON.stringify({ ref, ...content }), ...over });
  await log.append([
    draft('one'),
    draft('two ü "quotes" \\ \n 🎈 \u2028 \0'),
    draft('taken'),
    draft('brought back'),
    draft('poll', { body: '{"text":"Which?","options":["this","that"]}' }),
    draft('answer', { ref: 1, body: '{"text":"yes","replyTo":1}' }),
    about('edit', 2, { text: 'second' }, { own: true }),
    about('reaction', 1, { emoji: '🎈', on: true }),
    about('vote', 5, { option: 1 }),
    about('pin', 1, { on: true }, { ...by, noted: 'pin' }),
    about('removal', 3, {}, { ...by, noted: 'remove', keeps: true }),
    about('removal', 4, {}, { ...by, noted: 'remove' }),
    about('poll-end', 5, {}, by),
    draft('', {
      kind: 'edit',
      ref: 4,
      draftId: 'back',
      ...by,
      body: restoralBody(4, { text: 'brought back' }),
    }),
    draft('hear', { kind: 'notice', ...by, noted: 'notice' }),
    draft('of who goes', { participant: 'zed', author: '{"id":"zed","name":"Zed","role":"guest"}' }),
    ...['old', 'older', 'new'].map((text, index) =>
      draft(text, { room: 'attic', at: index === 2 ? 1_790_000_000_000 : 1 }),
    ),
    draft('gone', { room: 'empty', at: 1 }),
  ]);
  for (let number = 0; number < crowd; number += 500)
    await log.append(
      Array.from({ length: 500 }, (_, index) => draft(`message ${number + index}`, { room: 'crowd' })),
    );
  await log.expire(5);
  await log.changeStanding({
    room: 'lobby',
    mode: '{"slow":5}',
    impose: [
      { kind: 'ban', subject: 'cy', by: 'moderator', until: 99_000 },
      { kind: 'mute', subject: 'ü', by: 'owner' },
    ],
    hold: { participant: 'bo', draftId: 'd1', record: '{"text":"may I?"}' },
    report: { participant: 'cy', ref: 1, whom: 'ann', record: '{"why":"rude"}' },
    audit: { at: 6, by: 'mo', act: 'ban', whom: 'cy', why: 'rude', until: 99_000 },
  });
  await log.changeStanding({
    room: 'quiet',
    mode: '{}',
    impose: [{ kind: 'shadow', subject: 'cy', by: 'owner' }],
  });
  await log.changeStanding({ room: 'lobby', audit: { at: 7, by: 'mo', act: 'purge', many: ['bo', 'zed'] } });
  await log.changeKeeping({
    staff: { id: 's.mo', name: 'Mo', role: 'moderator', rooms: ['a*'], since: 1, revokedAt: 3, seenAt: 2 },
    issue: { hash: 'h1', kind: 'link', until: 99_000 },
    audit: { room: everyRoom, at: 8, by: 's.olga', act: 'staff-revoked', whom: 's.mo' },
  });
  await log.changeKeeping({
    staff: { id: 's.olga', name: 'Olga', role: 'owner', since: 1 },
    issue: { hash: 'h2', kind: 'renewal', staff: 's.olga', until: 99_000 },
    setting: { room: everyRoom, value: '{"retentionDays":9}' },
  });
  await log.beginWebhook('quiet', ['nowhere']);
  await log.beginWebhook('shop', ['*']);
  await log.changeWebhook({
    webhook: 'shop',
    places: [{ room: 'crowd', seq: 0, trouble: { attempts: 2, since: 5 } }],
    state: '{"is":"delivering"}',
    bury: { room: 'lobby', seq: 1, reason: 'It answered with status 500.', at: 9, attempts: 3 },
  });
  await log.append([draft('not told yet', { room: 'attic', draftId: 'late', at: 1_790_000_000_000 })]);
  await log.erase('zed');
}

export async function contentsOf(log: KeptLog) {
  const rooms = await log.findRooms({ named: '', patterns: undefined, after: '', limit: 1_000 });
  const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100_000 };
  const contents = [];
  for (const { name } of [...rooms, { name: everyRoom }])
    contents.push({
      name,
      page: await log.read(name, everything),
      standing: await log.readStanding(name, 0),
      audit: await log.readAudit(name, Number.MAX_SAFE_INTEGER, 1_000),
    });
  const { passes, ...keeping } = await log.readKeeping(0);
  return {
    rooms,
    contents,
    keeping: { ...keeping, passes: passes.toSorted((one, other) => one.hash.localeCompare(other.hash)) },
    theirs: await log.readTheirs('mo', undefined, 1_000),
    webhooks: {
      states: await log.readWebhookStates(),
      due: await log.findDue({ webhook: 'shop', patterns: ['*'], after: '', limit: 100 }),
      letters: await log.findDeadLetters({ before: Number.MAX_SAFE_INTEGER, limit: 100 }),
    },
  };
}
