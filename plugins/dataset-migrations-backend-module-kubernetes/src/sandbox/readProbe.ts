/** What a pod tries to reach. Without an address it takes the API server that Kubernetes tells it. */
export interface NetworkProbe {
  host?: string;
  port?: number;
  /** For how long a network may take to close. */
  seconds: number;
}

/** Reads an address such as `10.96.0.1:443`. */
export function readProbe(
  address: string | undefined,
  seconds: number,
): NetworkProbe {
  if (address === undefined) {
    return { seconds };
  }
  const colon = address.lastIndexOf(':');
  return {
    host: address.slice(0, colon),
    port: Number(address.slice(colon + 1)),
    seconds,
  };
}
