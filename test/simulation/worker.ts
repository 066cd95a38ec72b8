// A process that simulates the seeds it is given and answers with their sum.
import { simulateMany } from './sum.ts';

export interface Portion {
  readonly from: number;
  readonly count: number;
}

process.on('message', ({ from, count }: Portion) => {
  void simulateMany(from, count).then((sum) => process.send!(sum));
});
