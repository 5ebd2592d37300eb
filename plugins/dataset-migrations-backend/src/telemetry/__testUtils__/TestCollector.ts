import {
  context,
  createNoopMeter,
  metrics,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type BatchObservableCallback,
  type Context,
  type ContextManager,
  type Meter,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { AsyncLocalStorage } from 'node:async_hooks';

/** A span as it was told. */
export interface SeenSpan {
  name: string;
  /** Name of the span around it. */
  parent?: string;
  attributes: Attributes;
  failed: boolean;
  ended: boolean;
}

/** A value of a metric as it was told. */
export interface SeenValue {
  name: string;
  value: number;
  attributes: Attributes;
}

const NAMES = new WeakMap<Span, string>();

class RecordedSpan implements Span {
  readonly #seen: SeenSpan;

  constructor(
    spans: SeenSpan[],
    name: string,
    options: SpanOptions = {},
    within: Context = ROOT_CONTEXT,
  ) {
    const around = trace.getSpan(within);
    this.#seen = {
      name,
      parent: around && NAMES.get(around),
      attributes: { ...options.attributes },
      failed: false,
      ended: false,
    };
    NAMES.set(this, name);
    spans.push(this.#seen);
  }

  spanContext() {
    return { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };
  }

  setAttribute(key: string, value: Attributes[string]): this {
    this.#seen.attributes[key] = value;
    return this;
  }

  setAttributes(attributes: Attributes): this {
    Object.assign(this.#seen.attributes, attributes);
    return this;
  }

  setStatus({ code }: { code: SpanStatusCode }): this {
    this.#seen.failed = code === SpanStatusCode.ERROR;
    return this;
  }

  end(): void {
    this.#seen.ended = true;
  }

  isRecording(): boolean {
    return true;
  }

  addEvent = () => this.#isNotUsed();
  addLink = () => this.#isNotUsed();
  addLinks = () => this.#isNotUsed();
  updateName = () => this.#isNotUsed();
  recordException = () => {
    this.#isNotUsed();
  };

  /** What could carry the words of a repository or an agent out. */
  #isNotUsed(): this {
    throw new Error('Only attributes and the status are told');
  }
}

class LocalContextManager implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    within: Context,
    act: F,
    thisArg?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#storage.run(within, () => act.apply(thisArg, args));
  }

  bind<T>(_within: Context, target: T): T {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    this.#storage.disable();
    return this;
  }
}

/** Takes the part of a collector for the API of OpenTelemetry, and remembers what it is told. */
export class TestCollector {
  readonly spans: SeenSpan[] = [];
  readonly values: SeenValue[] = [];
  readonly observing = new Set<BatchObservableCallback>();
  readonly #names = new Map<object, string>();

  static start(): TestCollector {
    const collector = new TestCollector();
    context.setGlobalContextManager(new LocalContextManager());
    trace.setGlobalTracerProvider({ getTracer: () => collector.#tracer() });
    metrics.setGlobalMeterProvider({ getMeter: () => collector.#meter() });
    return collector;
  }

  stop(): void {
    context.disable();
    trace.disable();
    metrics.disable();
  }

  /** All that was told of one metric. */
  valuesOf(name: string): Array<Omit<SeenValue, 'name'>> {
    return this.values
      .filter(seen => seen.name === name)
      .map(({ value, attributes }) => ({ value, attributes }));
  }

  /** Asks for what is observed, as a collector does from time to time. */
  async collect(): Promise<void> {
    for (const callback of this.observing) {
      await callback({
        observe: (metric, value, attributes = {}) => {
          this.values.push({
            name: this.#names.get(metric)!,
            value,
            attributes,
          });
        },
      });
    }
  }

  #tracer(): Tracer {
    const startSpan: Tracer['startSpan'] = (name, options, within) =>
      new RecordedSpan(this.spans, name, options, within);
    return {
      startSpan,
      startActiveSpan: () => {
        throw new Error('Spans are made active by inSpan');
      },
    };
  }

  #meter(): Meter {
    const record =
      (name: string) =>
      (value: number, attributes: Attributes = {}) =>
        void this.values.push({ name, value, attributes });
    const silent = createNoopMeter();
    return {
      createCounter: name => ({ add: record(name) }),
      createHistogram: name => ({ record: record(name) }),
      createObservableGauge: name => {
        const gauge = { addCallback: () => {}, removeCallback: () => {} };
        this.#names.set(gauge, name);
        return gauge;
      },
      addBatchObservableCallback: (callback: BatchObservableCallback) =>
        void this.observing.add(callback),
      removeBatchObservableCallback: (callback: BatchObservableCallback) =>
        void this.observing.delete(callback),
      createGauge: name => silent.createGauge(name),
      createUpDownCounter: name => silent.createUpDownCounter(name),
      createObservableCounter: name => silent.createObservableCounter(name),
      createObservableUpDownCounter: name =>
        silent.createObservableUpDownCounter(name),
    };
  }
}
