// Where a program listens, as a setting has it: an address and a port.

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** IPv6 in brackets, as in [::1]:9464. Undefined for what is no address with a port. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host === undefined || port > 65_535 ? undefined : { host, port };
}
