// A session for what takes long and is done beside the log’s own: copies of it, in and out.
import type { PostgresAddress } from './address.ts';
import { byKey, leaving, uncancelled } from './session-settings.ts';
import { Session } from './session.ts';

/** The longest statement takes as long as it takes: whether the other side is still there, the network tells. */
const patienceMs = 24 * 60 * 60_000;

/** What the server does about one that vanished, in the middle of a transaction too. */
const leavingAfterMs = 60_000;

/** Ends the session when `act` is done. */
export async function onErrand<Result>(
  address: PostgresAddress,
  act: (session: Session) => Promise<Result>,
): Promise<Result> {
  const settings = { ...leaving(leavingAfterMs), ...uncancelled, ...byKey };
  const session = await Session.open({ address, patienceMs, settings });
  try {
    return await act(session);
  } finally {
    await session.end();
  }
}
