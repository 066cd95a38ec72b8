// Notifications of the browser's own, outside of the page.

/** `missing`: the browser has none, or none for a page like this. */
export type Permission = NotificationPermission | 'missing';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** One with the same tag takes the place of the one before. */
  readonly tag: string;
  /** Rings again although it takes another's place. */
  readonly again: boolean;
  readonly silent: boolean;
}

export function permission(): Permission {
  return 'Notification' in globalThis && isSecureContext ? Notification.permission : 'missing';
}

/** Only by a click: browsers, and people, refuse who asks out of the blue. */
export async function askPermission(): Promise<Permission> {
  return permission() === 'default' ? Notification.requestPermission() : permission();
}

/** Returns how it is taken away; undefined where it could not be shown. */
export function notify({ title, again, ...rest }: Notice, onClick: () => void): (() => void) | undefined {
  const options = { ...rest, dir: 'auto', renotify: again } as const;
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => {
      window.focus();
      notification.close();
      onClick();
    };
    return () => notification.close();
  } catch {
    // Phones have them for installed pages only, and say so in no other way.
    return undefined;
  }
}
