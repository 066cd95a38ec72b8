// What a test starts ends with it, also when its time runs out: then the test stops where it stands.
import { onTestFinished } from 'vitest';

export function endsWithTest<Owned extends AsyncDisposable | Disposable>(owned: Owned): Owned {
  onTestFinished(async () => {
    if (Symbol.asyncDispose in owned) await owned[Symbol.asyncDispose]();
    else owned[Symbol.dispose]();
  });
  return owned;
}
