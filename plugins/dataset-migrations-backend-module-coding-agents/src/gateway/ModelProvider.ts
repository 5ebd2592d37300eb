import type { WireFormat } from './WireFormat';

/** Dollars for a million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** Who answers for a model; holds the real key. */
export interface ModelProvider {
  id: string;
  /** The wire formats that it is asked in. */
  formats: WireFormat[];
  /** Without a path of a wire format: that is added. */
  baseUrl: string;
  apiKey: string;
}

/** A model that agents may ask. */
export interface ConfiguredModel {
  /** As agents call it. */
  id: string;
  /** As its provider calls it. */
  name: string;
  provider: ModelProvider;
  maxOutputTokens: number;
  price: ModelPrice;
}

/** What one request may be. */
export interface GatewayLimits {
  requestBytes: number;
  responseBytes: number;
  requestSeconds: number;
}
