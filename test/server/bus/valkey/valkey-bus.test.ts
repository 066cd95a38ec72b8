import { readValkeyAddresses } from '../../../../server/bus/valkey/addresses.ts';
import { ValkeyBus } from '../../../../server/bus/valkey/valkey-bus.ts';
import { startValkey } from '../../../support/valkey.ts';
import { describeBus } from '../bus-contract.ts';

describeBus('Valkey', true, async () => {
  const engine = await startValkey();
  const addresses = readValkeyAddresses(`redis://127.0.0.1:${engine.port}`);
  return {
    open: (node) => new ValkeyBus(addresses, node),
    engine,
    largeText: 200,
    dispose: () => engine[Symbol.asyncDispose](),
  };
});
