// Telemetry as JSON lines for machines to read. Never a text, a token or an address.
import pino from 'pino';
import { oneLine } from './one-line.ts';
import type { Report } from '../reload-on-signal.ts';
import type { Telemetry } from './telemetry.ts';

/** A stranger chooses these; so much of them is enough. */
const shownCharacters = 100;

const shown = (text: string) => oneLine(text.slice(0, shownCharacters));

export interface StructuredLog extends Telemetry, Report {
  started(url: string, metrics?: string): void;
  setLevel(level: string): void;
}

/**
 * Of a closed pipe pino knows by itself. A closed terminal fails otherwise, which would end the process, and then never let it
 * go: at its end what is left is written again and again.
 */
function standardOutput() {
  const output = pino.destination();
  const nothing = () => {};
  output.on('error', () =>
    Object.assign(output, { write: () => true, flushSync: nothing, end: nothing, destroy: nothing }),
  );
  return output;
}

/** `worker`: which of several processes says it. */
export function createStructuredLog(level: string, worker?: number): StructuredLog {
  const logger = pino({ level, base: worker === undefined ? null : { worker } }, standardOutput());
  return {
    started: (url, metrics) => logger.info({ url, metrics }, 'listening'),
    setLevel(level) {
      logger.level = level;
    },
    reloaded: (changed) => logger.info({ changed }, 'settings read again'),
    waits: (setting) => logger.warn({ setting }, `“${setting}” changes at the next start.`),
    notReloaded: (sentence) => logger.error(`The settings stay as they were. ${sentence}`),
    connected: ({ room, participant, present }, source) =>
      logger.debug({ room, participant: participant.id, present: present(), source }, 'connected'),
    posted: ({ room, participant }, seq) =>
      logger.debug({ room, participant: participant.id, seq }, 'posted'),
    refused: ({ room, participant }, code) =>
      logger.debug({ room, participant: participant.id, code }, 'refused'),
    left: ({ room, participant, present }, code) =>
      logger.debug({ room, participant: participant.id, code, present: present() }, 'left'),
    endedEarly: (code) => logger.debug({ code }, 'ended early'),
    denied: ({ status, code }, room, origin) =>
      logger.warn({ status, code, room: shown(room), origin: origin && shown(origin) }, 'denied'),
    notSignedIn: (room, reason) => logger.warn({ room, reason }, 'not signed in'),
    advised: (sentence) => logger.warn(sentence),
    failed: (what, error) => logger.error({ err: error }, what),
  };
}
