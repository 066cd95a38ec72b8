// Telemetry as lines for a person who tries the demo: who came, what was said, who left.
import { oneLine } from './one-line.ts';
import type { Telemetry } from './telemetry.ts';

export function createTerminal(print: (line: string) => void): Telemetry {
  const say = (room: string, sentence: string) => print(oneLine(`[${room}] ${sentence}`));
  return {
    connected: ({ room, participant, present }) =>
      say(room, `${participant.name} joined (${present()} here)`),
    posted: ({ room, participant }, _seq, text) => say(room, `${participant.name}: ${text}`),
    refused: ({ room, participant }, code) => say(room, `${participant.name} was refused: ${code}`),
    left: ({ room, participant, present }) => say(room, `${participant.name} left (${present()} here)`),
    endedEarly: (code) => print(`somebody left before they were in (${code})`),
    denied: ({ status, sentence }, room) => say(room, `turned away with ${status}: ${sentence}`),
    notSignedIn: (room, reason) => say(room, `somebody was not signed in: ${reason}`),
    advised: print,
    failed: (what, error) =>
      print(oneLine(`${what}: ${error instanceof Error ? error.message : String(error)}`)),
  };
}
