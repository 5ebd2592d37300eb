import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, onePage } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const SCREEN_WIDTH = 390;

describe('acts on many targets on a narrow screen', () => {
  // Backstage UI asks once how wide the screen is, so that this needs a file of its own
  const wide = window.matchMedia;
  beforeAll(() => {
    window.matchMedia = query => ({
      ...wide(query),
      matches:
        Number(/min-width:\s*(\d+)px/.exec(query)?.[1] ?? Infinity) <=
        SCREEN_WIDTH,
      onchange: null,
    });
  });
  afterAll(() => {
    window.matchMedia = wide;
  });

  it('are for cards that are chosen one by one, or all of the page', async () => {
    const user = userEvent.setup();
    renderPlugin({
      path: `/dataset-migrations/m/${aMigration().id}?tab=targets`,
      api: {
        getMigration: async () => aMigration(),
        listTargets: async () =>
          onePage(
            aTarget({
              id: 't1',
              repository: 'github.com/acme/one',
              allowed: ['retry'],
            }),
            aTarget({
              id: 't2',
              repository: 'github.com/acme/two',
              allowed: ['retry'],
            }),
          ),
      },
    });
    const choose = async (name: string) =>
      user.click(await screen.findByRole('checkbox', { name }));

    await choose('Choose acme/two');
    expect(screen.getByText('1 target chosen')).toBeInTheDocument();
    await choose('Choose all on this page');
    expect(screen.getByText('2 targets chosen')).toBeInTheDocument();
    await choose('Choose acme/one');
    expect(screen.getByText('1 target chosen')).toBeInTheDocument();
  });
});
