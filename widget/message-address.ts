// A message as a part of the page's address, as in `#message-123`; where a page has several chats,
// `#message-123-lobby` says in which.

/** The seq, if this chat is meant: by its room, or without one as the page's first. */
export function seqInAddress(hash: string, room: string, isFirst: boolean): number | undefined {
  const [, seq, of] = /^#message-(\d{1,15})(?:-(.+))?$/.exec(hash) ?? [];
  return seq && (of ? of === room : isFirst) ? Number(seq) : undefined;
}

/** The page's address, and in it the message. */
export function addressOf(seq: number, room?: string): string {
  const url = new URL(location.href);
  url.hash = room ? `message-${seq}-${room}` : `message-${seq}`;
  return url.href;
}
