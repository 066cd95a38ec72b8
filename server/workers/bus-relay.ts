// The primary's part of the workers' bus: passes on what one of them says to the others that follow the topic.
import type { PrimarysEnd, WorkerSaid } from './messages.ts';

/**
 * Characters that may be on their way to a worker that does not take them, as one whose loop stands still: what comes
 * then is lost, and it is told so once it has taken the rest.
 */
export const mostUnderWay = 16 * 1_024 * 1_024;

interface Member {
  readonly channel: PrimarysEnd;
  readonly topics: Set<string>;
  underWay: number;
  state: 'listens' | 'misses' | 'left';
}

export class BusRelay {
  readonly #most: number;
  readonly #followers = new Map<string, Set<Member>>();

  constructor(most = mostUnderWay) {
    this.#most = most;
  }

  /** Until the channel ends. */
  serve(channel: PrimarysEnd): void {
    const member: Member = { channel, topics: new Set(), underWay: 0, state: 'listens' };
    channel.hear((said) => this.#hear(member, said));
    channel.onEnd(() => this.#leave(member));
  }

  #hear(member: Member, said: WorkerSaid): void {
    switch (said.type) {
      case 'follow':
        this.#follow(member, said.topic);
        return member.channel.send({ type: 'followed' });
      case 'unfollow':
        return this.#unfollow(member, said.topic);
      case 'publish':
        for (const other of this.#followers.get(said.topic) ?? [])
          if (other !== member) this.#tell(other, said.topic, said.text);
        return;
      case 'leave':
        return this.#leave(member);
      // What else a worker says is for others.
      default:
    }
  }

  #follow(member: Member, topic: string): void {
    // What it said last may come after its end.
    if (member.state === 'left') return;
    member.topics.add(topic);
    const followers = this.#followers.get(topic);
    if (followers) followers.add(member);
    else this.#followers.set(topic, new Set([member]));
  }

  #unfollow(member: Member, topic: string): void {
    member.topics.delete(topic);
    const followers = this.#followers.get(topic);
    followers?.delete(member);
    if (followers?.size === 0) this.#followers.delete(topic);
  }

  #leave(member: Member): void {
    member.state = 'left';
    for (const topic of member.topics) this.#unfollow(member, topic);
  }

  #tell(member: Member, topic: string, text: string): void {
    if (member.underWay > 0 && member.underWay + text.length > this.#most) member.state = 'misses';
    if (member.state === 'misses') return;
    member.underWay += text.length;
    member.channel.send({ type: 'heard', topic, text }, () => {
      member.underWay -= text.length;
      if (member.underWay > 0 || member.state !== 'misses') return;
      member.state = 'listens';
      member.channel.send({ type: 'missed' });
    });
  }
}
