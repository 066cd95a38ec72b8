// What a plan is asked for: flags in, a wish out, or an error that names the flag and its cure.
import { parseArgs } from 'node:util';
import type { Wish } from './plan.ts';

export const usage = `npm run plan -- --users 100000 --rooms 5000 --rate 0.002 [more flags]

What a crowd needs: processes, machines, memory, processor, log and bus; and what gives way first.

  --users N          people who are in a room at once
  --rooms N          rooms that they are in
  --rate X           messages of one of them in a second; 0.002 is one in eight minutes
  --largest N        people in the largest room; by Zipf’s law where it is not said
  --room-posts X     messages a second that a room has at most, as by slow mode
  --join-spread S    seconds over which they come back after a cut; 2, as a server that stops tells them
  --cores N          of each machine; 8
  --memory GIB       of each machine; 16
  --route CHOICE     what the balancer chooses among: node, machines whose processes share a port (the default), or
                     process, each with a port of its own
  --json             all of it as JSON
  --document         writes the table of docs/scaling.md anew

Where the numbers come from stands in tools/plan/constants.ts.
`;

export type Command =
  | { readonly kind: 'plan'; readonly wish: Wish; readonly json: boolean }
  | { readonly kind: 'document' }
  | { readonly kind: 'help' };

/** A flag that cannot be used; the message is a sentence with its cure. */
export class WishError extends Error {
  override readonly name = 'WishError';
}

const options = {
  users: { type: 'string' },
  rooms: { type: 'string' },
  rate: { type: 'string' },
  largest: { type: 'string' },
  'room-posts': { type: 'string' },
  'join-spread': { type: 'string' },
  cores: { type: 'string' },
  memory: { type: 'string' },
  route: { type: 'string' },
  json: { type: 'boolean', default: false },
  document: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const mostUsers = 100_000_000;
const mostRooms = 10_000_000;

export function readCommandLine(args: readonly string[]): Command {
  const { values } = parsed(args);
  if (values.help) return { kind: 'help' };
  if (values.document) return { kind: 'document' };
  const number = (flag: keyof typeof values, least: number, most: number, preset?: number): number =>
    numberOf(`--${flag}`, values[flag] as string | undefined, least, most, preset);
  const users = count(number('users', 1, mostUsers), '--users');
  const rooms = count(number('rooms', 1, mostRooms), '--rooms');
  const largest =
    values.largest === undefined ? undefined : count(number('largest', 1, mostUsers), '--largest');
  if (largest !== undefined) checkLargest(largest, users, rooms);
  const roomPosts = values['room-posts'] === undefined ? undefined : number('room-posts', 0.001, 1_000_000);
  return {
    kind: 'plan',
    json: values.json,
    wish: {
      ...{ users, rooms, largest, roomPosts },
      rate: number('rate', 0, 1_000),
      joinSpread: number('join-spread', 0, 86_400, 2),
      cores: count(number('cores', 1, 1_024, 8), '--cores'),
      memoryGiB: number('memory', 0.5, 65_536, 16),
      route: routeOf(values.route ?? 'node'),
    },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new WishError(`${(error as Error).message.replace(/\.?$/, '.')} See --help for all flags.`);
  }
}

function numberOf(
  flag: string,
  text: string | undefined,
  least: number,
  most: number,
  preset: number | undefined,
): number {
  if (text === undefined) {
    if (preset !== undefined) return preset;
    throw new WishError(`${flag} is missing. Write it as in --users 100000 --rooms 5000 --rate 0.002.`);
  }
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new WishError(`${flag} ${text}: must be a number from ${least} to ${most}, without commas.`);
}

function count(value: number, flag: string): number {
  if (Number.isInteger(value)) return value;
  throw new WishError(`${flag} ${value}: must be a whole number.`);
}

/** Nobody else can have more than the largest, and all of them have to be somewhere. */
function checkLargest(largest: number, users: number, rooms: number): void {
  if (largest > users)
    throw new WishError(
      `--largest ${largest}: there are ${users} users in all. Give fewer, or more --users.`,
    );
  const mean = Math.ceil(users / rooms);
  if (largest < mean)
    throw new WishError(
      `--largest ${largest}: ${users} users in ${rooms} rooms are ${mean} in the mean one. Give ${mean} or more, or more --rooms.`,
    );
  if (rooms === 1 && largest !== users)
    throw new WishError(`--largest ${largest}: in one room are all ${users}. Leave it out.`);
}

function routeOf(text: string): Wish['route'] {
  if (text === 'node' || text === 'process') return text;
  throw new WishError(`--route ${text}: must be node or process.`);
}
