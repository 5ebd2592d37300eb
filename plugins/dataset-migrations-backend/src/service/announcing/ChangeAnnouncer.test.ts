import { mockServices } from '@backstage/backend-test-utils';
import { ChangeAnnouncer } from './ChangeAnnouncer';

describe('ChangeAnnouncer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function createAnnouncer(publish = jest.fn(async (_signal: unknown) => {})) {
    const logger = mockServices.logger.mock();
    const announcer = ChangeAnnouncer.create({ signals: { publish }, logger });
    const published = () =>
      publish.mock.calls.map(
        ([signal]) =>
          (signal as { message: { migrationId: string } }).message.migrationId,
      );
    return {
      ...announcer,
      onChange: announcer.onChange,
      publish,
      published,
      logger,
    };
  }

  it('tells everybody the id of the migration and nothing else', () => {
    const { onChange, publish } = createAnnouncer();
    onChange('m1');
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'dataset-migrations',
      message: { migrationId: 'm1' },
    });
  });

  it('tells the first change at once and all that follow within a second as one', () => {
    const { onChange, published } = createAnnouncer();
    onChange('m1');
    onChange('m1');
    onChange('m1');
    expect(published()).toEqual(['m1']);

    jest.advanceTimersByTime(1000);
    expect(published()).toEqual(['m1', 'm1']);

    jest.advanceTimersByTime(60_000);
    expect(published()).toEqual(['m1', 'm1']);
  });

  it('does not let one migration hold up another', () => {
    const { onChange, published } = createAnnouncer();
    onChange('m1');
    onChange('m2');
    expect(published()).toEqual(['m1', 'm2']);
  });

  it('logs a signal that fails and goes on', async () => {
    const { onChange, logger } = createAnnouncer(
      jest.fn(async (_signal: unknown) => {
        throw new Error('no bus');
      }),
    );
    onChange('m1');
    await jest.advanceTimersByTimeAsync(0);
    expect(logger.warn).toHaveBeenCalledWith(
      'A signal could not be published',
      { error: 'Error: no bus' },
    );
  });
});
