// The import fence: widget -> protocol <- server, and within each one way only.

const adapters = '^server/log/(sqlite|postgres|copy)/';
const busAdapters = '^server/bus/(local|valkey|postgres)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or want a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'protocol-stands-alone',
      comment: 'The contract knows neither side, no Node and no DOM.',
      severity: 'error',
      from: { path: '^protocol/' },
      to: { pathNot: ['^protocol/', 'node_modules/zod/'] },
    },
    {
      name: 'widget-knows-only-the-contract',
      severity: 'error',
      from: { path: '^widget/' },
      to: { pathNot: ['^widget/', '^protocol/', 'node_modules/(lit|@lit|lit-html|lit-element)/'] },
    },
    {
      name: 'no-schemas-in-the-widget',
      comment: 'The widget takes types from the schemas, never the schemas: zod is no load for a page.',
      severity: 'error',
      from: { path: '^widget/' },
      to: { path: ['^protocol/(client-messages|console)', 'zod'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'chat-knows-no-console',
      comment: 'The moderators’ page is made of the chat’s parts; no page of a visitor loads any of it.',
      severity: 'error',
      from: { path: '^widget/(?!console/)' },
      to: { path: '^widget/console/' },
    },
    {
      name: 'server-knows-no-widget',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: ['^widget/', '^demo/', '^test/', '^tools/'] },
    },
    {
      name: 'one-place-puts-the-server-together',
      comment: 'An adapter is named only in open-log.ts.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/log/open-log', adapters] },
      to: { path: adapters },
    },
    {
      name: 'one-place-chooses-the-bus',
      comment: 'An adapter of the bus is named only in open-bus.ts.',
      severity: 'error',
      from: { path: '^server/', pathNot: ['^server/bus/open-bus', busAdapters] },
      to: { path: busAdapters },
    },
    {
      name: 'buses-are-strangers',
      severity: 'error',
      from: { path: '^server/bus/(local|valkey|postgres)/' },
      to: { path: busAdapters, pathNot: '^server/bus/$1/' },
    },
    {
      name: 'bus-knows-nobody',
      severity: 'error',
      from: { path: '^server/bus/' },
      to: { path: '^server/(?!bus/)' },
    },
    {
      name: 'room-never-sees-a-connection',
      severity: 'error',
      from: { path: '^server/(room|log|bus|identity|moderation|telemetry|config)/' },
      to: { path: '^server/(connection|http|main|chat-server)' },
    },
    {
      name: 'log-knows-nobody',
      severity: 'error',
      from: { path: '^server/log/' },
      to: { path: '^server/(?!log/)' },
    },
    {
      name: 'connection-knows-no-http',
      severity: 'error',
      from: { path: '^server/connection/' },
      to: { path: '^server/http/' },
    },
    {
      name: 'doctor-looks-from-outside',
      comment: 'It knows the chat by its wire and its answers alone, as whoever it looks for.',
      severity: 'error',
      from: { path: '^server/doctor/' },
      to: {
        path: '^server/',
        pathNot: ['^server/doctor/', '^server/config/config-error', '^server/telemetry/one-line'],
      },
    },
    {
      name: 'timeline-and-connection-are-strangers',
      comment: 'Neither knows the other, nor Lit. What stands in for a socket is fetched when it is needed.',
      severity: 'error',
      from: { path: '^widget/(timeline|connection)/' },
      to: { pathNot: ['^protocol/', '^widget/$1/', '^widget/later/event-stream\\.ts$'] },
    },
    {
      name: 'parts-know-no-chat',
      comment: 'Properties in, events out: a part never holds the chat.',
      severity: 'error',
      from: { path: '^widget/(elements|styles|locales)/' },
      to: {
        path: [
          '^widget/(client|ws-chat|define|mount|embed|module)',
          '^widget/connection/',
          '^widget/controllers/chat-',
        ],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
    },
  },
};
