// Parts of the chat by themselves: properties in, events out.
import { PartEvent, type Part } from '../../../widget/elements/part.ts';

export function createPart<P extends Part>(name: string, type: new () => P): P {
  const part = document.createElement(name);
  if (!(part instanceof type)) throw new Error(`${name} is not defined.`);
  return part;
}

/** Hears what a part tells the element around it. */
export function onPart(place: HTMLElement, type: string, hear: (detail: unknown) => void): void {
  place.addEventListener(type, (event) => {
    if (event instanceof PartEvent) hear(event.detail);
  });
}
