// Where the chat's server is, when the element does not say: where the script came from.

let address: string | undefined;

export function defaultServer(): string | undefined {
  return address;
}

export function setDefaultServer(script: string): void {
  address = serverOf(script);
}

/** The folder that the script lies in; that of a version, as in `/ws-chat@1.2.3-…/`, is the server’s own. */
export function serverOf(script: string): string {
  return new URL('.', script).href.replace(/ws-chat@[^/]+.$/, '');
}
