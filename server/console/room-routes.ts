// What those who keep rooms look up: which there are and how lively, what was said, who is held back, who did what.
import type { z } from 'zod';
import {
  consoleLines,
  exportRoom as exportQuery,
  listAudit,
  listRestraints,
  listRooms,
  searchRoom as searchQuery,
  type AuditPage,
  type RestraintPage,
  type RoomFigures,
  type RoomLine,
  type RoomList,
} from '../../protocol/console.ts';
import { matchesRoom } from '../config/room-pattern.ts';
import { exportRoom } from './export.ts';
import { standingOf } from './gate.ts';
import { noting } from './keeper.ts';
import { findRooms } from './room-list.ts';
import { ok, route, type Answer, type Route } from './route.ts';
import { searchRoom } from './search.ts';
import type { ConsoleServices } from './services.ts';

export function roomRoutes(services: ConsoleServices): readonly Route[] {
  const { log, clock } = services;
  return [
    route({
      method: 'get',
      path: '/rooms',
      asks: 'signed-in',
      query: listRooms,
      async handle({ signed: { who }, query: { named = '', after = '', limit = consoleLines } }) {
        const found = await findRooms(services, { named, patterns: who.rooms, after, limit });
        const rooms = found.rooms.map(({ name, head }) => lineOf(name, head, services));
        const list: RoomList = { ...found, rooms };
        return ok(list);
      },
    }),
    route({
      method: 'get',
      path: '/rooms/:room/search',
      asks: 'search',
      cost: 4,
      query: searchQuery,
      async handle({ room, query }) {
        const { text = '', who = '', before = Number.MAX_SAFE_INTEGER, limit = consoleLines } = query;
        return ok(await searchRoom(log, room, { text, who, before, limit }));
      },
    }),
    route({
      method: 'get',
      path: '/rooms/:room/export',
      asks: 'export',
      cost: 10,
      query: exportQuery,
      async handle({ signed, room, query: { format, participant }, stands }) {
        await noting(services, room, signed, 'export', participant);
        return {
          file: `${room}.${format}`,
          type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
          chunks: exportRoom(log, { room, format, participant, stands }),
        };
      },
    }),
    route({
      method: 'get',
      path: '/rooms/:room/restraints',
      asks: 'ban',
      query: listRestraints,
      async handle({ room, query: { kind, subject, after = '', limit = consoleLines } }) {
        const standing = await standingOf(room, services);
        const time = clock.time();
        const keyed = standing.restraints
          .filter((one) => (kind ?? one.kind) === one.kind && (subject ?? one.subject) === one.subject)
          .filter(({ until = Infinity }) => until > time)
          .map((one) => ({ key: `${one.kind} ${one.subject}`, one }))
          .filter(({ key }) => key > after)
          .sort((one, other) => (one.key < other.key ? -1 : 1));
        const page = keyed.slice(0, limit);
        const next = keyed.length > limit ? page.at(-1)!.key : undefined;
        const restraints = page.map(({ one }) => one);
        return ok({ restraints, ...(next !== undefined && { next }) } satisfies RestraintPage);
      },
    }),
    ...['/rooms/:room/audit', '/audit'].map((path) =>
      route({
        method: 'get',
        path,
        asks: 'audit',
        query: listAudit,
        handle: ({ room, query }) => auditOf(room, query, services),
      }),
    ),
  ];
}

function lineOf(
  name: string,
  head: number,
  { rooms, figures, settings }: Pick<ConsoleServices, 'rooms' | 'figures' | 'settings'>,
): RoomLine {
  const open = settings.rooms.some((room) => matchesRoom(room.name, name));
  const room = rooms.loaded(name);
  const counted = figures.of(name);
  if (!room && !counted) return { name, head, open };
  const told: RoomFigures = {
    present: room?.presence.count ?? 0,
    posts: counted?.posts ?? [],
    refused: counted?.refused ?? [],
    held: room?.standing.held.length ?? 0,
    mode: room?.standing.mode ?? {},
  };
  return { name, head: room?.ring.head ?? head, open, figures: told };
}

async function auditOf(
  room: string,
  { before = Number.MAX_SAFE_INTEGER, limit = consoleLines, ...filter }: z.output<typeof listAudit>,
  { log }: Pick<ConsoleServices, 'log'>,
): Promise<Answer> {
  const audit = await log.findAudit({ room, before, limit, ...filter });
  const last = audit.length === limit ? audit.at(-1) : undefined;
  return ok({ audit, ...(last && { next: last.id }) } satisfies AuditPage);
}
