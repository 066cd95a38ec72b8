// A copy of everything that a room keeps, read and sent page by page.
import { z } from 'zod';
import { exportRoom } from '../console/export.ts';
import { noting } from '../console/keeper.ts';
import { exportSchema } from './answers.ts';
import { botId } from './bot.ts';
import { fieldsOf, formatField, participantField, roomField } from './fields.ts';
import { route, type Route } from './route.ts';
import type { ApiServices } from './services.ts';

export function exportRoutes(services: ApiServices): readonly Route[] {
  const { log } = services;
  return [
    route({
      method: 'get',
      path: '/rooms/{room}/export',
      id: 'exportRoom',
      summary: 'Copies a room',
      description:
        'Everything that is kept, or what one participant wrote: as a JSON array of entries, or as CSV with a header line that is safe to open in a spreadsheet. A copy that breaks off is not whole.',
      scope: 'export:read',
      cost: 10,
      params: fieldsOf({ room: roomField }),
      query: fieldsOf({ format: formatField.default('json'), participant: participantField.optional() }),
      answers: {},
      downloads: { 'application/json': exportSchema, 'text/csv': z.string() },
      async handle({ key, params: { room }, query: { format, participant } }) {
        await noting(services, room, { who: { id: botId(key) } }, 'export', participant);
        const how = { room, participant, stands: () => true };
        if (format === 'csv') {
          const chunks = exportRoom(log, { ...how, format });
          return { file: `${room}.csv`, type: 'text/csv; charset=utf-8', chunks };
        }
        const chunks = asArray(exportRoom(log, { ...how, format: 'jsonl' }));
        return { file: `${room}.json`, type: 'application/json; charset=utf-8', chunks };
      },
    }),
  ];
}

/** Lines of JSON, none of which has a line end inside, as one array. */
async function* asArray(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const lines of chunks) {
    if (lines === '') continue;
    yield before + lines.trimEnd().replaceAll('\n', ',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}
