// Which adapter a bus has: the only place that names one.
import { BusUnavailable, type Bus } from './bus.ts';
import { LocalBus } from './local/local-bus.ts';
import { checkPostgresAddress, isPostgresAddress } from './postgres/address.ts';
import { PostgresBus } from './postgres/postgres-bus.ts';
import { isValkeyAddress, readValkeyAddresses, withoutPassword } from './valkey/addresses.ts';
import { ValkeyBus } from './valkey/valkey-bus.ts';

export interface BusPlace {
  /** What was set for it, if anything. */
  readonly bus?: string | undefined;
  /** Where the log is: nodes that share a Postgres can meet there, too. */
  readonly log?: string | undefined;
  /** Another one on every node. */
  readonly node: string;
}

/** Throws BusUnavailable for an address that is none. An engine that is away is tried again and again. */
export function openBus({ bus, log, node }: BusPlace): Bus {
  if (bus !== undefined && isValkeyAddress(bus)) return new ValkeyBus(readValkeyAddresses(bus), node);
  const postgres = bus ?? log;
  if (postgres !== undefined && isPostgresAddress(postgres)) {
    checkPostgresAddress(postgres);
    return new PostgresBus(postgres, node);
  }
  if (bus !== undefined)
    throw new BusUnavailable(
      `The address ${withoutPassword(bus)} in --bus cannot be used. Write it like redis://user:password@host:6379, or leave it out: nodes whose log is in a Postgres then meet there.`,
    );
  return new LocalBus();
}
