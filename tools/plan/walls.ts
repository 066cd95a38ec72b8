// What gives way first: each bound with how much of it is used, and what to do when it is reached.
import type { Figures } from './constants.ts';
import { sumOf } from './cost.ts';
import type { Plan } from './plan.ts';

export interface Wall {
  readonly what: string;
  /** What gives way: something that is set, or an engine or machine that is as fast as it is. */
  readonly by: 'setting' | 'engine';
  readonly used: number;
  readonly bound: number;
  readonly unit: string;
  /** Of the bound; above one it does not work. */
  readonly share: number;
  readonly cure: string;
}

/** The plan without what is told here. */
type Bare = Omit<Plan, 'walls'>;

export function wallsOf(plan: Bare, figures: Figures): readonly Wall[] {
  const { fullest, processesOfChoice, wish, total: all } = plan;
  const balancers = Math.max(1, Math.ceil(wish.users / figures.balancerConnections));
  const machines = plan.processesOfNode / processesOfChoice;
  const wall = (
    what: string,
    used: number,
    bound: number,
    unit: string,
    cure: string,
    by: Wall['by'] = 'engine',
  ): Wall => ({
    ...{ what, by, used, bound, unit, cure },
    share: used / bound,
  });
  const walls = [
    wall(
      `processor of the ${fullestOf(plan)}`,
      sumOf(fullest.cores),
      processesOfChoice,
      'cores',
      'More machines, or fewer posts a second in its largest room (slow mode).',
    ),
    wall(
      `memory of the ${fullestOf(plan)}`,
      fullest.bytes / 2 ** 30,
      wish.memoryGiB / machines,
      'GiB',
      'More memory or more machines, or a port for each process: then a room is in one of them only.',
    ),
    wall(
      `network of the ${fullestOf(plan)}`,
      (fullest.deliveries * figures.frameBytes * 8 * machines) / 1e6,
      figures.nodeMegabits,
      'Mbit/s',
      'More machines.',
    ),
    wall(
      'open files of a process',
      fullest.connections / processesOfChoice + spareFiles,
      figures.processFiles,
      'files',
      'A higher LimitNOFILE of its service, or ulimit of its container.',
      'setting',
    ),
    wall(
      'ports between a balancer and one of ours',
      fullest.connections / balancers,
      figures.ports,
      'connections',
      'A wider net.ipv4.ip_local_port_range, more addresses of the balancer, or a port for each process.',
      'setting',
    ),
    wall(
      'connections that a balancer’s firewall tracks',
      (2 * wish.users) / balancers,
      figures.trackedConnections,
      'connections',
      'A higher net.netfilter.nf_conntrack_max, or no tracking of these ports.',
      'setting',
    ),
  ];
  const logWalls =
    plan.log.keeper === 'sqlite'
      ? [wall('posts to the log', all.posts, figures.sqlitePosts, 'a second', 'Postgres, by --log.')]
      : [
          wall(
            'posts to the log',
            all.posts,
            figures.postgresPosts,
            'a second',
            'A faster disk for Postgres, slow mode in the largest rooms, or several chats with a log each.',
          ),
          wall(
            'posts to the hottest room',
            plan.largestRoom.posts,
            figures.postgresRoomPosts,
            'a second',
            'Slow mode: nobody can read so much.',
          ),
          wall(
            'write-ahead log of Postgres',
            plan.log.walMegabytes,
            figures.postgresWalMegabytes,
            'MB a second',
            'A disk of its own for the write-ahead log.',
          ),
        ];
  const busWalls =
    plan.stage === 'Valkey'
      ? [
          wall(
            'messages on the bus',
            plan.bus.messages,
            plan.bus.engines * figures.busMessages,
            'a second',
            'Rooms kept together by the balancer, or one more Valkey in --bus.',
          ),
        ]
      : [];
  const storm = wall(
    'coming back after a cut',
    plan.back.seconds,
    figures.patience,
    'seconds',
    plan.back.by === 'log'
      ? 'Rooms kept together by the balancer, so that fewer processes read each; a faster Postgres.'
      : 'Fewer connections a process: more processes.',
  );
  // How long visitors themselves take is no bound of ours.
  const storms = plan.back.by === 'spread' ? [] : [storm];
  return [...walls, ...logWalls, ...busWalls, ...storms].sort((one, other) => other.share - one.share);
}

/** What the balancer gave most to. */
export function fullestOf({ wish, log }: Bare): string {
  return log.keeper === 'sqlite' || wish.route === 'node' ? 'fullest machine' : 'fullest process';
}

/** Of a process beside its connections: those it turns away, the log, the bus, modules. */
const spareFiles = 1_100;
