// An engine that a test does bad things to.
export interface EngineProcess extends AsyncDisposable {
  /** Again where it ended, on the same port; resolves when it takes connections. */
  start(): Promise<void>;
  /** Like a power cut. */
  kill(): Promise<void>;
  /** As its owner would. */
  stop(): Promise<void>;
  /** It keeps its connections and does nothing any more. */
  pause(): void;
  resume(): void;
}
