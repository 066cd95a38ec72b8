// The streams of this process by their links, and who else may hold one: what goes up is a request of its own, and a
// balancer brings it to any node.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Upload } from '../../../protocol/upload.ts';
import type { EventStream } from './event-stream.ts';

const idBytes = 16;
const linkBytes = 2 * idBytes;

/** What makes links known for ours on every node. */
export type LinkSecret = Uint8Array;

export interface OtherNodes {
  said(upload: Upload): void;
}

export class EventStreams {
  readonly #secret: LinkSecret;
  /** Undefined where there are none. */
  readonly #others: OtherNodes | undefined;
  readonly #streams = new Map<string, EventStream>();

  constructor(secret: LinkSecret, others: OtherNodes | undefined) {
    this.#secret = secret;
    this.#others = others;
  }

  /** A new link, which nobody can guess. */
  createLink(): string {
    const id = randomBytes(idBytes);
    return Buffer.concat([id, this.#markOf(id)]).toString('base64url');
  }

  add(link: string, stream: EventStream): void {
    this.#streams.set(link, stream);
  }

  remove(link: string): void {
    this.#streams.delete(link);
  }

  /** Where the link leads. */
  placeOf(link: string): 'here' | 'elsewhere' | 'nowhere' {
    if (this.#streams.has(link)) return 'here';
    return this.#others && this.#isOurs(link) ? 'elsewhere' : 'nowhere';
  }

  /** Said by a client of this node, or to it. */
  hear({ link, ...said }: Upload): void {
    this.#streams.get(link)?.hear(said);
  }

  tellOthers(upload: Upload): void {
    this.#others?.said(upload);
  }

  #isOurs(link: string): boolean {
    const bytes = Buffer.from(link, 'base64url');
    return (
      bytes.length === linkBytes &&
      timingSafeEqual(bytes.subarray(idBytes), this.#markOf(bytes.subarray(0, idBytes)))
    );
  }

  #markOf(id: Uint8Array): Buffer {
    return createHmac('sha256', this.#secret).update('link').update(id).digest().subarray(0, idBytes);
  }
}
