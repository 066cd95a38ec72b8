// How long something takes yet, as clocks have it.

/** `0:32`, `12:05`, `1:02:03` */
export function clockOf(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (count: number) => String(count).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Where there is little room: seconds alone while they are few. */
export function shortClockOf(seconds: number): string {
  return seconds < 100 ? String(seconds) : clockOf(seconds);
}
