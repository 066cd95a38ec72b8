// What a Valkey says when it cannot be used, as a sentence with its cure.
import { BusUnavailable } from '../bus.ts';
import { meanwhile } from '../meanwhile.ts';
import { Silence } from '../heartbeat.ts';
import type { ValkeyAddress } from './addresses.ts';

export function valkeyFailure({ name }: Pick<ValkeyAddress, 'name'>, why: unknown): BusUnavailable {
  return new BusUnavailable(`${sentence(name, why)} ${meanwhile}`);
}

function sentence(name: string, why: unknown): string {
  const message = why instanceof Error ? why.message : String(why);
  const code = why instanceof Error && 'code' in why ? String(why.code) : '';
  if (why instanceof Silence)
    return why.isConnected
      ? `The bus ${name} takes what is said and passes nothing on (${message}). Look whether it hangs, and name the engine itself with --bus, no replica and no proxy that spreads connections.`
      : `The bus ${name} does not answer (${message}). Look whether it hangs, and whether a firewall stands in between.`;
  if (/^(WRONGPASS|NOAUTH)|AUTH.*without any password/.test(message))
    return `The bus ${name} does not take this user and password (${message}). Put the right ones into --bus: redis://user:password@host:6379.`;
  if (message.startsWith('NOPERM'))
    return `The bus ${name} forbids this user what is needed (${message}). Allow it there with: ACL SETUSER name &ws-chat* +@pubsub +@connection.`;
  if (message.startsWith('NOPROTO') || message.includes('unknown command'))
    return `The bus ${name} is too old (${message}). Use a Valkey, or Redis 6 or newer.`;
  if (/CERT|SIGNED|ALTNAME|UNABLE_TO/.test(code))
    return `The certificate of the bus ${name} is not trusted (${message}). Name the file of whoever signed it in the environment: NODE_EXTRA_CA_CERTS.`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL'))
    return `The bus ${name} speaks no TLS on this port (${code}). Write redis:// in --bus, or name its TLS port.`;
  if (code === 'ECONNREFUSED')
    return `Nobody answers at the bus ${name} (${code}). Start the Valkey there, or name another address with --bus.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host of the bus ${name} is not known here (${code}). Check its name in --bus.`;
  return `The connection to the bus ${name} broke (${message || code}).`;
}
