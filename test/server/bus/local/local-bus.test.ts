import { LocalBus, LocalHub } from '../../../../server/bus/local/local-bus.ts';
import { describeBus } from '../bus-contract.ts';

describeBus('Local', false, () => {
  const hub = new LocalHub();
  return Promise.resolve({ open: () => new LocalBus(hub), largeText: 200, dispose: () => {} });
});
