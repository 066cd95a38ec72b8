// Telemetry as JSON lines for machines to read. Never a text, a token or an address.
import pino from 'pino';
import type { Telemetry } from './telemetry.ts';

export function createStructuredLog(level: string): Telemetry & { started(url: string): void } {
  const logger = pino({ level, base: null });
  return {
    started: (url) => logger.info({ url }, 'listening'),
    connected: ({ room, participant, present }) =>
      logger.info({ room, participant: participant.id, present: present() }, 'connected'),
    posted: ({ room, participant }, seq) =>
      logger.debug({ room, participant: participant.id, seq }, 'posted'),
    refused: ({ room, participant }, code) =>
      logger.info({ room, participant: participant.id, code }, 'refused'),
    left: ({ room, participant, present }, code) =>
      logger.info({ room, participant: participant.id, code, present: present() }, 'left'),
    denied: ({ status, code }, room, origin) => logger.warn({ status, code, room, origin }, 'denied'),
    failed: (what, error) => logger.error({ err: error }, what),
  };
}
