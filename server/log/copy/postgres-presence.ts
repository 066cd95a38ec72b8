// Whether a database holds a log: nothing is made where one only looks.
import { LogUnavailable } from '../log.ts';
import { readAddress } from '../postgres/address.ts';
import { onErrand } from '../postgres/errand.ts';
import type { Question, Session } from '../postgres/session.ts';

const isThere: Question<{ readonly there: boolean }> = {
  text: `SELECT to_regclass('meta') IS NOT NULL AND to_regclass('entry') IS NOT NULL AS there`,
};

export async function hasLog(session: Session): Promise<boolean> {
  const [[found]] = await session.send(isThere);
  return found!.there;
}

export function noLog(where: string): LogUnavailable {
  return new LogUnavailable(
    `There is no log in ${where}. Name the database of the servers with WS_CHAT_LOG or --log.`,
  );
}

/** Rejects where there is none. */
export async function expectPostgresLog(address: string): Promise<void> {
  const to = readAddress(address);
  await onErrand(to, async (session) => {
    if (!(await hasLog(session))) throw noLog(to.where);
  });
}
