// What goes up where no socket passes, as the body of a request.
import { z } from 'zod';
import { framesAtOnce } from './stream.ts';

export const upload = z.strictObject({
  link: z.string().max(100),
  /** 1 for the first request of a link, and so on: two may overtake each other on their way. */
  number: z.int().positive(),
  frames: z.array(z.string()).min(1).max(framesAtOnce),
});

export type Upload = z.infer<typeof upload>;
