// Who says something, as the judge needs to know them: what is costly to tell is told once, and only if asked.
import type { Participant } from '../../protocol/server-messages.ts';
import { widerNetwork, type HashNetwork } from './networks.ts';

export class Author {
  participant: Participant;
  /** Where it comes from, for rates that a new guest cannot shake off. */
  readonly addressKey: string;
  /** The network around that, where there is one. */
  readonly widerKey: string | undefined;
  readonly #hash: HashNetwork;
  #networks: readonly string[] | undefined;

  constructor(participant: Participant, addressKey: string, hash: HashNetwork) {
    this.participant = participant;
    this.addressKey = addressKey;
    this.widerKey = widerNetwork(addressKey);
    this.#hash = hash;
  }

  /** Its networks as subjects of restraints, the narrow one first. */
  get networks(): readonly string[] {
    return (this.#networks ??= [this.addressKey, this.widerKey ?? []].flat().map(this.#hash));
  }
}
