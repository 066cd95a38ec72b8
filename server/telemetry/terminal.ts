// Telemetry as lines for a person who tries the demo: who came, what was said, who left.
import type { Telemetry } from './telemetry.ts';

/** Text from people must not steer the terminal. */
const controls = /\p{C}/gu;

export function createTerminal(print: (line: string) => void): Telemetry {
  const say = (room: string, sentence: string) => print(`[${room}] ${sentence.replace(controls, ' ')}`);
  return {
    connected: ({ room, participant, present }) =>
      say(room, `${participant.name} joined (${present()} here)`),
    posted: ({ room, participant }, _seq, text) => say(room, `${participant.name}: ${text}`),
    refused: ({ room, participant }, code) => say(room, `${participant.name} was refused: ${code}`),
    left: ({ room, participant, present }) => say(room, `${participant.name} left (${present()} here)`),
    denied: ({ status, sentence }, room) => say(room, `turned away with ${status}: ${sentence}`),
    notSignedIn: (room, reason) => say(room, `somebody was not signed in: ${reason}`),
    advised: print,
    failed: (what, error) => print(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  };
}
