// A bus that loses what it is told to lose, and says it if it is told so.
import { LocalBus } from '../../server/bus/local/local-bus.ts';
import type { BusListener } from '../../server/bus/bus.ts';

export class QuietBus extends LocalBus {
  override healthy = true;
  #isLost: (text: string) => boolean = () => false;
  #listener: BusListener | undefined;

  override listen(listener: BusListener): void {
    this.#listener = listener;
    super.listen(listener);
  }

  /** From now on this is not published; without an argument everything is again. */
  lose(isLost: (text: string) => boolean = () => false): void {
    this.#isLost = isLost;
  }

  override publish(topic: string, text: string): void {
    if (!this.#isLost(text)) super.publish(topic, text);
  }

  /** As after an outage. */
  recover(): void {
    this.#listener?.missed();
  }
}
