// Text that a stranger may have chosen, for a line that somebody reads in a terminal or a program takes apart.

/** Controls, direction marks and line separators: what could steer a terminal, or end a line for whoever reads it. */
const steering = /[\p{C}\p{Zl}\p{Zp}]/gu;

export function oneLine(text: string): string {
  return text.replace(steering, ' ');
}
