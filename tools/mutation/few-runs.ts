// Properties are tried a few times only: a mutant is met thousands of times.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 20 });
