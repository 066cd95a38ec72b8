// What a Valkey says when it cannot be used, as a sentence with its cure.
import { BusUnavailable } from '../bus.ts';
import { meanwhile } from '../meanwhile.ts';
import { Silence } from '../heartbeat.ts';
import type { ValkeyAddress } from './addresses.ts';

/** `isConnected`: the engine let this node in before that. */
export function valkeyFailure(address: ValkeyAddress, isConnected: boolean, why: unknown): BusUnavailable {
  const message = why instanceof Error ? why.message : String(why);
  const code = why instanceof Error && 'code' in why ? String(why.code) : '';
  const isMute = isConnected && why instanceof Silence;
  const say = isMute ? mute : isConnected || message.startsWith('NOPERM') ? broken : unreachable;
  return new BusUnavailable(`${say(address, message, code)} ${meanwhile}`);
}

function mute({ name }: ValkeyAddress, message: string): string {
  return `The bus ${name} takes what is said and passes nothing on (${message}). Look whether it hangs, and name the engine itself with --bus, no replica and no proxy that spreads connections.`;
}

function broken({ name }: ValkeyAddress, message: string, code: string): string {
  if (message.startsWith('NOPERM'))
    return `The bus ${name} forbids this user what is needed (${message}). Allow it there with: ACL SETUSER name &ws-chat* +@pubsub +@connection.`;
  return `The connection to the bus ${name} broke (${message || code}).`;
}

function unreachable({ name, tls }: ValkeyAddress, message: string, code: string): string {
  if (/^(WRONGPASS|NOAUTH)|AUTH.*without any password/.test(message))
    return `The bus ${name} does not take this user and password (${message}). Put the right ones into --bus: redis://user:password@host:6379.`;
  if (message.startsWith('NOPROTO') || message.includes('unknown command'))
    return `The bus ${name} is too old (${message}). Use a Valkey, or Redis 6 or newer.`;
  if (/CERT|SIGNED|ALTNAME|UNABLE_TO/.test(code))
    return `The certificate of the bus ${name} is not trusted (${message}). Name the file of whoever signed it in the environment: NODE_EXTRA_CA_CERTS.`;
  if (code === 'ECONNREFUSED')
    return `Nobody answers at the bus ${name} (${code}). Start the Valkey there, or name another address with --bus.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host of the bus ${name} is not known here (${code}). Check its name in --bus.`;
  return `The bus ${name} does not let this node in (${message || code}). Look whether it hangs, whether a firewall stands in between, and whether it speaks ${tls ? 'TLS on this port; without, write redis:// in --bus' : 'nothing but TLS on this port; then write rediss:// in --bus'}.`;
}
