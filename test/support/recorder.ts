// Telemetry that remembers what it was told.
import type { Telemetry } from '../../server/telemetry/telemetry.ts';

export interface Recorder extends Telemetry {
  /** One line for each call, in order. */
  readonly told: readonly string[];
  /** What was given as the cause of failures. */
  readonly errors: readonly unknown[];
}

export function createRecorder(): Recorder {
  const told: string[] = [];
  const errors: unknown[] = [];
  return {
    told,
    errors,
    connected: ({ room, participant, present }) =>
      void told.push(`connected ${room} ${participant.name} ${present()}`),
    posted: ({ room, participant }, seq, text) =>
      void told.push(`posted ${room} ${participant.name} ${seq} ${text}`),
    refused: ({ room, participant }, code) => void told.push(`refused ${room} ${participant.name} ${code}`),
    left: ({ room, participant, present }, code) =>
      void told.push(`left ${room} ${participant.name} ${code} ${present()}`),
    endedEarly: (code) => void told.push(`ended early ${code}`),
    denied: ({ status, code }, room, origin) => void told.push(`denied ${room} ${status} ${code} ${origin}`),
    notSignedIn: (room, reason) => void told.push(`not signed in ${room} ${reason}`),
    advised: (sentence) => void told.push(`advised ${sentence}`),
    failed: (what, error) => {
      told.push(`failed ${what}`);
      errors.push(error);
    },
  };
}
