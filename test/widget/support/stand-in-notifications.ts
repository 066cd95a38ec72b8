// Stands in for the browser's notifications: what was asked, what was shown.
import { afterTest } from './stage.ts';

export interface ShownNotification {
  readonly title: string;
  readonly options: NotificationOptions & { readonly renotify?: boolean };
  onclick: (() => void) | null;
  isClosed: boolean;
}

export interface StandInNotifications {
  permission: NotificationPermission;
  /** What the person answers. */
  answer: NotificationPermission;
  asked: number;
  readonly shown: ShownNotification[];
}

/** Until the end of the test; `isPhone` has the interface and then refuses to use it. */
export function standInForNotifications(
  permission: NotificationPermission,
  { isPhone = false } = {},
): StandInNotifications {
  const standIn: StandInNotifications = { permission, answer: 'granted', asked: 0, shown: [] };
  const real = Object.getOwnPropertyDescriptor(globalThis, 'Notification');
  class StandIn implements ShownNotification {
    static get permission() {
      return standIn.permission;
    }
    static requestPermission() {
      standIn.asked++;
      standIn.permission = standIn.answer;
      return Promise.resolve(standIn.answer);
    }
    readonly title: string;
    readonly options: NotificationOptions;
    onclick: (() => void) | null = null;
    isClosed = false;
    constructor(title: string, options: NotificationOptions) {
      if (isPhone)
        throw new TypeError('Illegal constructor. Use ServiceWorkerRegistration.showNotification().');
      this.title = title;
      this.options = options;
      standIn.shown.push(this);
    }
    close() {
      this.isClosed = true;
    }
  }
  Object.defineProperty(globalThis, 'Notification', { configurable: true, writable: true, value: StandIn });
  afterTest(() => {
    if (real) Object.defineProperty(globalThis, 'Notification', real);
    else Reflect.deleteProperty(globalThis, 'Notification');
  });
  return standIn;
}
