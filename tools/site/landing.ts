// The figures that the first page shows as proofs.
import { told } from './bars.ts';
import { counted, delivery, median, medianOf, ratioOf, storm, wantedIn, widget } from './measured.ts';

export function landingTexts(): Readonly<Record<string, string>> {
  const { expected, missed, twice, disordered } = counted(delivery.runs);
  const shifts = [...widget.samples.shift!, ...widget.samples['shift corner']!];
  const still = shifts.filter((shift) => shift === 0).length;
  const figures = [...wantedIn('docs/bench.md'), ...wantedIn('docs/bench-widget.md')];
  const ofStorm = (number: string) => medianOf(storm.runs, 'storm', 'ws-chat', number)!;
  return {
    counted: told(expected),
    faults: told(missed + twice + disordered),
    'storm clients': told(ofStorm('clients')),
    'storm whole': told(ofStorm('whole')),
    'times cheaper': told(ratioOf(delivery.runs, 'saturation', 'secondsPerMillion', 'ws', 'ws-chat'), 1),
    'crowd date': delivery.date.slice(0, 10),
    'storm date': storm.date.slice(0, 10),
    'widget date': widget.date.slice(0, 10),
    'script size': told(median(widget.samples['size script']!) / 1_000, 1),
    'still loads': `${still} of ${shifts.length}`,
    'wanted count': told(figures.length),
    'missed count': told(figures.filter(({ isMet }) => !isMet).length),
  };
}
