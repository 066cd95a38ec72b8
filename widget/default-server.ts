// Where the chat's server is, when the element does not say: where the script came from.

let address: string | undefined;

export function defaultServer(): string | undefined {
  return address;
}

/** `script` is the bundle's own address; the server is the folder it lies in. */
export function setDefaultServer(script: string): void {
  address = new URL('.', script).href;
}
