import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { SignalApi } from '@backstage/plugin-signals-react';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useLiveQuery } from './useLiveQuery';
import type { UseLiveQueryOptions } from './useLiveQuery';

describe('useLiveQuery', () => {
  let sendSignal: () => void = () => {};

  const signalApi: SignalApi = {
    subscribe: (_channel, onMessage: (message: never) => void) => {
      sendSignal = () => onMessage({} as never);
      return { unsubscribe: () => {} };
    },
  };

  function Wrapper(props: { children: ReactNode }) {
    return (
      <TestApiProvider apis={[[signalApiRef, signalApi]]}>
        {props.children}
      </TestApiProvider>
    );
  }

  function renderQuery(options: Partial<UseLiveQueryOptions<string>>) {
    const initialProps = { key: 'first', load: async () => 'seen', ...options };
    return renderHook(
      (props: UseLiveQueryOptions<string>) => useLiveQuery(props),
      { wrapper: Wrapper, initialProps },
    );
  }

  const pass = (seconds: number) =>
    act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

  const hint = () => act(async () => sendSignal());

  function hide(hidden: boolean) {
    jest.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
    document.dispatchEvent(new Event('visibilitychange'));
  }

  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('keeps what was seen when the next look fails, and says why', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('seen')
      .mockRejectedValue(new Error('away'));
    const { result } = renderQuery({ load });
    await pass(0);
    expect(result.current).toMatchObject({ data: 'seen', error: undefined });

    await pass(15);

    expect(result.current.data).toBe('seen');
    expect(result.current.error).toEqual(new Error('away'));
  });

  it('looks again after 5 seconds while something runs, and after 15 else', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('running')
      .mockResolvedValue('done');
    renderQuery({ load, isBusy: data => data === 'running' });

    await pass(4.9);
    expect(load).toHaveBeenCalledTimes(1);
    await pass(0.1);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(14.9);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(0.1);

    expect(load).toHaveBeenCalledTimes(3);
  });

  it('does not look while the page is hidden, and at once when it is shown again', async () => {
    const load = jest.fn(async () => 'seen');
    renderQuery({ load });
    await pass(0);

    await act(async () => hide(true));
    await pass(600);
    expect(load).toHaveBeenCalledTimes(1);
    await act(async () => hide(false));

    expect(load).toHaveBeenCalledTimes(2);
  });

  it('looks at once when a signal hints, but once for a swarm of them', async () => {
    const load = jest.fn(async () => 'seen');
    renderQuery({ load });
    await pass(0);

    await hint();
    await pass(0);
    expect(load).toHaveBeenCalledTimes(2);
    for (let count = 0; count < 20; count += 1) {
      await hint();
    }
    await pass(2);

    expect(load).toHaveBeenCalledTimes(3);
  });

  it('drops an answer that was overtaken by another question', async () => {
    let answerFirst: (data: string) => void = () => {};
    const { result, rerender } = renderQuery({
      load: () =>
        new Promise<string>(resolve => {
          answerFirst = resolve;
        }),
    });

    rerender({ key: 'second', load: async () => 'second' });
    await pass(0);
    answerFirst('first');
    await pass(0);

    expect(result.current.data).toBe('second');
  });

  it('shows the page before as stale until the next one has come, if asked to', async () => {
    const { result, rerender } = renderQuery({ keepPrevious: true });
    await pass(0);

    rerender({
      key: 'second',
      keepPrevious: true,
      load: () => new Promise(() => {}),
    });

    expect(result.current).toMatchObject({
      data: 'seen',
      isStale: true,
      isLoading: false,
    });
  });

  it('shows nothing of the subject before when another one is opened', async () => {
    const { result, rerender } = renderQuery({});
    await pass(0);

    rerender({ key: 'second', load: () => new Promise(() => {}) });

    expect(result.current).toMatchObject({ data: undefined, isLoading: true });
  });
});
