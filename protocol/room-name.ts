// What a room may be called: it stands in addresses, settings and logs, so it is kept plain.

/** Lower-case letters and digits first, then also dot, underscore and hyphen; 64 at most. */
export const roomNamePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/;

export function isRoomName(name: string): boolean {
  return roomNamePattern.test(name);
}
