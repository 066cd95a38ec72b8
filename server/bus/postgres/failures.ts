// What a Postgres says when nodes cannot meet on it, as a sentence with its cure.
import { BusUnavailable } from '../bus.ts';
import { Silence } from '../heartbeat.ts';
import { meanwhile } from '../meanwhile.ts';
import { postgresName } from './address.ts';

/** `isConnected`: the engine let this node in before that. */
export function postgresFailure(address: string, isConnected: boolean, why: unknown): BusUnavailable {
  return new BusUnavailable(`${sentence(postgresName(address), isConnected, why)} ${meanwhile}`);
}

function sentence(name: string, isConnected: boolean, why: unknown): string {
  const message = why instanceof Error ? why.message : String(why);
  const code = why instanceof Error && 'code' in why ? String(why.code) : '';
  if (why instanceof Silence)
    return isConnected
      ? `The nodes cannot hear each other through ${name}: what is said there does not come back (${message}). Look whether it hangs, and name the database itself with --bus, no pooler like PgBouncer and no replica.`
      : `The database ${name} does not answer (${message}). Look whether it hangs, and whether a firewall stands in between.`;
  switch (code) {
    case 'ECONNREFUSED':
      return `Nobody answers at ${name} (${code}). Start the Postgres there, or correct its address.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of ${name} is not known here (${code}). Correct its address.`;
    case '28P01':
    case '28000':
      return `The database ${name} does not let this user in (${message}). Correct user and password in its address.`;
    case '3D000':
      return `There is no such database as ${name}. Create it there with CREATE DATABASE, or correct the address.`;
    case '25006':
      return `The database ${name} is a replica, on which nobody can listen (${message}). Name the primary.`;
    case '53300':
      return `The database ${name} takes no more connections (${message}). Raise max_connections there: each node needs two for its bus.`;
    default:
      return `The connection to ${name}, by which the nodes hear of each other, broke (${message || code}).`;
  }
}
