// Changes what was set, for one room or for all: in effect for the next message, told to those present, on disk
// and in the audit log when it is answered.
import type { Signed } from '../identity/staff.ts';
import type { KeepingChange } from '../log/keeping.ts';
import type { LiveSetting } from '../moderation/live-settings.ts';
import { refuse } from './route.ts';
import type { ConsoleServices } from './services.ts';

const full = refuse(
  'too-many',
  'So many rooms have settings of their own that no more can. Put some of them back.',
);

/** Notes that somebody did something about a room, or about all of them. */
export function noting(
  { keeping, clock }: Pick<ConsoleServices, 'keeping' | 'clock'>,
  room: string,
  { who }: { readonly who: Pick<Signed['who'], 'id'> },
  act: string,
  whom?: string,
  change: KeepingChange = {},
): Promise<void> {
  const audit = { room, at: clock.time(), by: who.id, act, ...(whom !== undefined && { whom }) };
  return keeping.changeKeeping({ ...change, audit });
}

/** Undefined when it is done. */
export async function setLive(
  services: ConsoleServices,
  room: string,
  signed: Signed,
  part: LiveSetting,
): Promise<ReturnType<typeof refuse> | undefined> {
  const { live, rooms } = services;
  if (!live.has(room) && live.isFull) return full;
  const setting = { ...live.of(room), ...part };
  live.set(room, setting);
  rooms.reconsider();
  // The whole of it is one name, as in the wire’s acts: what was set is not the audit log’s to tell.
  const [act] = Object.keys(part);
  const value = live.has(room) ? JSON.stringify(setting) : undefined;
  await noting(services, room, signed, act!, undefined, { setting: { room, value } });
  return undefined;
}
