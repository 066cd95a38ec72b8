// As whom a room can be entered: as a page of the site, if that is admitted, or as one of the chat's own, so that what
// comes after can be looked at all the same.
import { admissionIn, type Admission } from './own-answers.ts';
import type { Visit } from './visit.ts';

/** How the server judges a page of this origin; undefined where it is not the server that answers. */
export async function judgement(visit: Visit, origin: string): Promise<Admission | undefined> {
  return admissionIn(
    await visit.ask(`/rooms/${visit.target.room}/admission`, { headers: { Origin: origin } }),
  );
}

/** The origin to come with. */
export async function entranceOrigin(visit: Visit): Promise<string> {
  const { origin, url } = visit.target;
  const judged = await judgement(visit, origin);
  const isKeptOut = judged?.admitted === false && judged.denial.code === 'origin-not-allowed';
  return isKeptOut ? new URL(url).origin : origin;
}
