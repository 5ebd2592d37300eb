import {
  metrics,
  type Counter,
  type Histogram,
  type Meter,
  type MeterProvider,
} from '@opentelemetry/api';
import { METRICS, TELEMETRY_SCOPE } from './names';

/** What counts and measures. */
export interface Instruments {
  claims: Counter;
  attempts: Counter;
  attemptDuration: Histogram;
  publicationDuration: Histogram;
  modelRequests: Counter;
  modelTokens: Counter;
  modelCost: Counter;
  modelDuration: Histogram;
  codeHostRequests: Counter;
  codeHostRefusals: Counter;
  webhooks: Counter;
}

let made: { provider: MeterProvider; instruments: Instruments } | undefined;

/** The instruments of the collector that is set up now; they do nothing where there is none. */
export function instruments(): Instruments {
  const provider = metrics.getMeterProvider();
  // a collector may be set up after this was first asked for
  if (made?.provider !== provider) {
    made = {
      provider,
      instruments: makeInstruments(provider.getMeter(TELEMETRY_SCOPE)),
    };
  }
  return made.instruments;
}

function makeInstruments(meter: Meter): Instruments {
  return {
    claims: meter.createCounter(METRICS.claims, {
      description: 'Targets that this replica has taken from the queue',
      unit: '{target}',
    }),
    attempts: meter.createCounter(METRICS.attempts, {
      description: 'Attempts that were recorded, by what they came to',
      unit: '{attempt}',
    }),
    attemptDuration: meter.createHistogram(METRICS.attemptDuration, {
      description: 'How long attempts took',
      unit: 's',
    }),
    publicationDuration: meter.createHistogram(METRICS.publicationDuration, {
      description: 'How long publications took',
      unit: 's',
    }),
    modelRequests: meter.createCounter(METRICS.modelRequests, {
      description: 'Requests to models',
      unit: '{request}',
    }),
    modelTokens: meter.createCounter(METRICS.modelTokens, {
      description: 'Tokens that went into models and came out',
      unit: '{token}',
    }),
    modelCost: meter.createCounter(METRICS.modelCost, {
      description: 'What models cost, in dollars by the configured prices',
      unit: 'USD',
    }),
    modelDuration: meter.createHistogram(METRICS.modelDuration, {
      description: 'How long models took to answer',
      unit: 's',
    }),
    codeHostRequests: meter.createCounter(METRICS.codeHostRequests, {
      description: 'Requests to code hosts, and whether the budget let them',
      unit: '{request}',
    }),
    codeHostRefusals: meter.createCounter(METRICS.codeHostRefusals, {
      description: 'Requests that code hosts refused as too many',
      unit: '{request}',
    }),
    webhooks: meter.createCounter(METRICS.webhooks, {
      description: 'Webhooks that came in',
      unit: '{webhook}',
    }),
  };
}
