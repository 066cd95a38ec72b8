import { PostgresBus } from '../../../../server/bus/postgres/postgres-bus.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { describeBus } from '../bus-contract.ts';

describeBus('Postgres', true, async () => {
  const engine = await startPostgres();
  return {
    open: (node) => new PostgresBus(engine.address(), node),
    engine,
    largeText: 100,
    dispose: () => engine[Symbol.asyncDispose](),
  };
});
