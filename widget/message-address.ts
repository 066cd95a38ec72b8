// A message as a part of the page's address, as in `#message-123`.

export function seqInAddress(hash: string): number | undefined {
  const seq = /^#message-(\d{1,15})$/.exec(hash)?.[1];
  return seq === undefined ? undefined : Number(seq);
}

/** The page's address, and in it the message. */
export function addressOf(seq: number): string {
  const url = new URL(location.href);
  url.hash = `message-${seq}`;
  return url.href;
}
