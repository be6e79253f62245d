/** A TCP proxy between a driver and its server, as far as the suite needs it. */
export interface WireProxy {
  /** The same database URL, leading through the proxy. */
  through(url: string): string;
  /** From now on nothing comes through, yet every connection looks open. */
  freeze(): void;
  /** Ends `freeze`; what was held back is delivered. */
  thaw(): void;
  /** Closes every connection in an orderly way (FIN). */
  cut(): void;
  /** Breaks every connection (RST). */
  reset(): void;
  /** From now on new connections are broken at once. */
  refuse(): void;
  /** Ends `refuse`. */
  allow(): void;
  /** Closes all connections, and listens no more. */
  stop(): Promise<void>;
}
