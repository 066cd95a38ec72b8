// The only place where the server's parts are put together.
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { BusUnavailable } from './bus/bus.ts';
import { restApi } from './api/api.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Config } from './config/settings.ts';
import { barred, createJudge } from './connection/admission.ts';
import { Connections } from './connection/connections.ts';
import { createLagProbe, LoopLag } from './connection/loop-lag.ts';
import { consoleApi } from './console/api.ts';
import { linkOf } from './console/staff-routes.ts';
import { listenForCommands } from './control/control-socket.ts';
import { Traffic } from './connection/traffic.ts';
import { EventStreams } from './connection/stream/event-streams.ts';
import { guardUpgrades } from './connection/upgrade-gate.ts';
import { erase as erased, letGo, letGoOfAll } from './erasure.ts';
import { nodesOf, openEngines, secretOf, type Engines } from './engines.ts';
import { createApp } from './http/app.ts';
import { visitRate } from './http/console-page.ts';
import { streamRoutes } from './http/stream-routes.ts';
import { underPath, type ChatHandler } from './http/under-path.ts';
import { Guests } from './identity/guests.ts';
import { Members } from './identity/members.ts';
import { ReservedNames } from './identity/reserved-names.ts';
import { Staff } from './identity/staff.ts';
import { DailyKey } from './moderation/daily-key.ts';
import { isShared } from './log/open-log.ts';
import { LiveSettings } from './moderation/live-settings.ts';
import { createModeration } from './moderation/moderation.ts';
import { createPlaces, type PlaceSettings } from './moderation/place.ts';
import { changeRates } from './moderation/rates.ts';
import { Standings } from './moderation/standings.ts';
import { TokenBuckets } from './moderation/token-buckets.ts';
import { KeepingRenewal } from './nodes/keeping-renewal.ts';
import { keepFor } from './retention.ts';
import { Rooms } from './room/rooms.ts';
import { publicAddress, Serving, type HttpServer } from './serving.ts';
import { counting, Figures } from './telemetry/figures.ts';
import type { Metrics } from './telemetry/metrics/metrics.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { frameRate, LiveTerms, type Taken } from './terms.ts';
import { createWebhooks } from './webhooks/webhook.ts';
import { Webhooks } from './webhooks/webhooks.ts';

export interface ChatServer {
  /** Starts to listen on a server of its own; resolves with the address that was taken. */
  listen(): Promise<AddressInfo>;
  /** Answers what lies under the chat’s path; as middleware of Express, too. */
  readonly handler: ChatHandler;
  /** Takes the upgrades under that path on somebody’s server, and leaves all others to who else listens there. */
  attach(server: HttpServer): void;
  /** While no owner was ever signed in: a one-time link for the first one. After `listen` or `attach`. */
  firstLink(): Promise<string | undefined>;
  /** What it counts of itself; only where the configuration names an address for them, at which others serve them. */
  readonly metrics: Metrics | undefined;
  /**
   * Takes other settings while it runs, as far as they can change then. Throws a ConfigError where one cannot be used, and
   * nothing changes.
   */
  reload(config: Config): Taken;
  /** Lets what is under way finish, sends everyone off, and ends. */
  close(): Promise<void>;
}

/** Clients come back within this time after a restart, each at its own moment. */
const spreadMs = 2_000;

/** Who has not closed by then is cut off. */
const farewellMs = 3_000;

/** Hooks answer by then, unless they are asked about more and more. */
const inquiriesMs = 3_000;

/**
 * Builds the house on these engines, or on those that the configuration names; rejects with LogUnavailable where
 * the data folder is no use.
 */
export async function createChatServer(
  config: Config,
  teller: Telemetry,
  clock: Clock = systemClock,
  given?: Engines,
): Promise<ChatServer> {
  // What cannot be used is told before anything is made or held.
  const terms = new LiveTerms(config);
  const told = createWebhooks(config.webhooks);
  const engines = given ?? (await openEngines(config, config.data));
  const { log, controlFolder } = engines;
  const figures = new Figures(clock);
  const metrics = config.metrics === undefined ? undefined : await createMetrics();
  const telemetry = counting(metrics?.counting(teller) ?? teller, figures);
  const onFailure = (error: unknown) => {
    if (error instanceof BusUnavailable) return telemetry.failed('The bus failed', error);
    metrics?.logFailed();
    telemetry.failed('The log failed', error);
  };
  const nodes = nodesOf(engines, clock, onFailure);
  const standings = new Standings(log, clock, (room) => nodes?.standingChanged(room));
  const rooms = new Rooms(log, standings, clock, onFailure, nodes);
  const webhooks = new Webhooks(told, { log, isShared: isShared(log), clock, telemetry });
  const lag = new LoopLag(clock, createLagProbe());
  const connections = new Connections(clock, lag);
  const judge = createJudge(() => terms.now.admission, connections);
  const secret = await secretOf(config, log);
  const counted = new DailyKey(clock);
  const keepingStore = new KeepingRenewal(log, () => nodes?.keepingChanged());
  const keeping = await log.readKeeping(clock.time());
  const live = new LiveSettings(keeping.settings);
  const staff = new Staff(keeping, {
    store: keepingStore,
    secret,
    clock,
    onEnded(id, isRevoked) {
      if (isRevoked) rooms.bar(id);
      connections.reconsider();
    },
  });
  const placesNow = () => createPlaces(terms.now.config, live, terms.now.hooks);
  let places = placesNow();
  const services = {
    ...createModeration({
      places: (room) => places(room),
      disguise: counted.hash,
      rate: terms.now.rate,
      ...{ secret, rooms, standings, clock, telemetry, onFailure },
    }),
    rooms,
    guests: new Guests(secret),
    members: new Members(terms.now.signIn, clock, staff),
    reservedNames: new ReservedNames(terms.now.reservedNames),
    get frameRate() {
      return terms.now.frameRate;
    },
    clock,
    telemetry,
    traffic: new Traffic(),
  };
  for (const one of staff.all.filter(({ revokedAt }) => revokedAt === undefined))
    services.reservedNames.saw(one);
  const house = { ...services, log, staff, connections };
  const erase = async (participant: string) => {
    try {
      return await erased(participant, house);
    } finally {
      nodes?.erased(participant);
    }
  };
  const renewKeeping = async () => {
    const record = await keepingStore.renewed(() => clock.time());
    for (const id of staff.reread(record)) rooms.bar(id);
    if (live.renew(record.settings)) rooms.reconsider();
    connections.reconsider();
  };
  if (nodes) services.rates.byParticipant.watch((key, cost) => nodes.spent(key, cost));
  const streams = new EventStreams(secret, nodes);
  await nodes?.join({
    rooms,
    said: (upload) => streams.hear(upload),
    renewStanding: ({ name, standing }) =>
      void standings.renew(name, standing).then(() => rooms.loaded(name)?.reconsiderHere(), onFailure),
    renewKeeping: () => void renewKeeping().catch(onFailure),
    startAnew: () => letGoOfAll(house),
    forget: (participant) => letGo(participant, house),
    spent: (costs) => services.rates.byParticipant.spend(costs),
  });
  const isLogHealthy = () => rooms.healthy && (nodes?.healthy ?? true);
  const { bus } = engines;
  const isBusHealthy = bus && (() => bus.healthy);
  metrics?.watch({ connections, rooms, lag, traffic: services.traffic, isLogHealthy, isBusHealthy });
  const address = () => serving.address;
  const ownerLink = async () => linkOf(address(), await staff.ownerKey());
  const arrivals = new TokenBuckets(terms.now.arrivalRate, clock, counted.hash);
  const { trustedProxies, path } = config;
  const gate = { judge, connections, services, arrivals, telemetry, trustedProxies, path };
  const asked = {
    ...services,
    ...{ log, keeping: keepingStore, standings, settings: settingsOf(terms), address },
    disguise: counted.hash,
    trustedProxies,
  };
  const app = createApp({
    judge,
    isReady: () => connections.open && isLogHealthy(),
    defaultRoom: () => terms.now.admission.defaultRoom,
    trustedProxies,
    publicUrl: publicAddress(config),
    path,
    streams: streamRoutes({
      ...gate,
      streams,
      forwarding: new TokenBuckets(frameRate, clock, counted.hash),
    }),
    visits: new TokenBuckets(visitRate, clock, counted.hash),
    consoleApi: consoleApi({ ...asked, ...{ staff, live, figures, erase, webhooks } }),
    restApi: restApi({ ...asked, keys: { find: (shown) => terms.now.keys.find(shown) } }),
    telemetry,
  });
  const serving = new Serving(config, underPath(path, app), (server) => guardUpgrades(server, gate));

  // Of several processes on one machine the first one does, which is also the one that hears commands.
  if (told.length > 0 && controlFolder !== undefined) {
    rooms.watchEntries((room) => webhooks.hint(room));
    await webhooks.start();
  }
  const stopRetention = keepFor(
    rooms,
    () => live.retention(terms.now.config.retentionDays),
    clock,
    telemetry,
  );
  const stopControl = await listenForCommands(controlFolder, telemetry, {
    backup: (file) => log.backUp(file),
    erase,
    consoleLink: ownerLink,
  });

  return {
    listen: () => serving.listen(),
    handler: serving.handler,
    attach: (server) => serving.attach(server),
    metrics,
    reload(next) {
      const taken = terms.take(next);
      const { admission, signIn, reservedNames, rate, arrivalRate } = terms.now;
      places = placesNow();
      services.members.signInBy(signIn);
      services.reservedNames.reserve(reservedNames);
      changeRates(services.rates, rate);
      arrivals.refillBy(arrivalRate);
      rooms.reconsider();
      connections.sendOff((visitor) => barred(visitor.roomName, visitor, admission) !== undefined);
      return taken;
    },
    firstLink: async () => (staff.hadOwner ? undefined : ownerLink()),
    async close() {
      // It listens to the end: a balancer is told 503, and so is who comes back too early.
      connections.shut();
      stopRetention();
      services.shields.close();
      await stopControl();
      // What was asked about is told, and what was posted is committed and acknowledged before anyone is sent off.
      await soon(services.inquiries.finish());
      await rooms.finish();
      await connections.dismissAll(spreadMs, farewellMs);
      rooms.close();
      services.undoables.clear();
      lag.close();
      await serving.close();
      await webhooks.close();
      await nodes?.close();
      await log.close();
    },
  };
}

/** Its library is loaded where it is wanted: it takes a tenth of a second and some memory. */
async function createMetrics(): Promise<Metrics> {
  const { Metrics } = await import('./telemetry/metrics/metrics.ts');
  return new Metrics();
}

/** Resolves with it, or after a while without. */
async function soon(end: Promise<void>): Promise<void> {
  const stop = new AbortController();
  const late = sleep(inquiriesMs, undefined, { signal: stop.signal }).catch(() => {});
  await Promise.race([end, late]);
  stop.abort();
}

/** The settings as they hold whenever one of them is asked for. */
function settingsOf(terms: LiveTerms): PlaceSettings & Pick<Config, 'rooms' | 'retentionDays'> {
  return {
    get permissions() {
      return terms.now.config.permissions;
    },
    get rules() {
      return terms.now.config.rules;
    },
    get rooms() {
      return terms.now.config.rooms;
    },
    get retentionDays() {
      return terms.now.config.retentionDays;
    },
  };
}
