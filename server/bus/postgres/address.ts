// Where a Postgres is: what is asked of such an address, and how it is shown to people.
import { BusUnavailable } from '../bus.ts';

export function isPostgresAddress(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text);
}

/** Throws BusUnavailable. */
export function checkPostgresAddress(address: string): void {
  if (URL.canParse(address)) return;
  throw new BusUnavailable(
    'The address of the Postgres cannot be read. Write it like postgres://user:password@host:5432/database, with signs like @ or / in the password as %40 or %2F.',
  );
}

/** For people: without user and password, which may stand behind the question mark, too. */
export function postgresName(address: string): string {
  const { host, pathname } = new URL(address);
  return `postgres://${host}${pathname}`;
}
