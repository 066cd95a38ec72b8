// By what a node knows its own messages among those of others.
import { hash } from 'node:crypto';

/** Without spaces, short, and of one length for every node id: sixteen letters that no two nodes share. */
export function senderTag(node: string): string {
  return hash('sha256', node, 'base64url').slice(0, 16);
}
