// Where a room is on its server.

export interface RoomAddress {
  /** `wss://host/rooms/<room>` */
  readonly socketUrl: string;
  /** `https://host/rooms/<room>/admission` */
  readonly admissionUrl: string;
}

/** `server` with the closing slash that relative addresses need. */
export function roomAddress(server: string, room: string): RoomAddress {
  const { href } = new URL(`rooms/${encodeURIComponent(room)}`, server);
  return { socketUrl: href.replace(/^http/, 'ws'), admissionUrl: `${href}/admission` };
}
