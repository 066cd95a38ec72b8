// Which rooms were reached without a socket of late, for the tab's next page: a site is many pages. Where storage is
// forbidden nothing is remembered.

const rememberedMs = 600_000;

const placeOf = (url: string) => `ws-chat way ${url}`;

export function remember(url: string): void {
  stored((storage) => storage.setItem(placeOf(url), `${Date.now()}`));
}

export function forget(url: string): void {
  stored((storage) => storage.removeItem(placeOf(url)));
}

export function isRemembered(url: string): boolean {
  return Date.now() - Number(stored((storage) => storage.getItem(placeOf(url)))) < rememberedMs;
}

function stored<T>(act: (storage: Storage) => T): T | undefined {
  try {
    return act(sessionStorage);
  } catch {
    return undefined;
  }
}
