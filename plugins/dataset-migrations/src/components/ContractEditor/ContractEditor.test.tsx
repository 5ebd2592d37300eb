import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH =
  '/dataset-migrations/migrate?from=resource:default/user-activity-v1';
const CONTRACT = `# Asked for by finance
metadata:
  name: user-activity-v2
spec:
  datasets:
    - from:
        entityRef: resource:default/user-activity-v1
        names:
          - { platform: spark, name: old }
      to:
        entityRef: resource:default/user-activity-v2
        names:
          - { platform: spark, name: new }
      fields:
        - { from: user_id, to: account_id }
`;

async function renderEditor(
  problems: { path: string; mend: string }[] = [],
): Promise<HTMLElement> {
  renderPlugin({
    path: PATH,
    api: {
      draftContract: async () => ({
        contract: CONTRACT,
        source: 'annotation' as const,
      }),
      checkContract: async () => ({ problems, explanation: [] }),
    },
  });
  return screen.findByRole('region', { name: 'Form' });
}

const yaml = () => screen.getByRole('textbox', { name: /Mapping contract/ });

describe('ContractEditor', () => {
  it('writes what is typed into the form into the text, and the other way round', async () => {
    const form = within(await renderEditor());

    await userEvent.type(
      form.getByRole('textbox', { name: 'New column' }),
      '2',
    );

    expect(yaml()).toHaveValue(CONTRACT.replace('account_id', 'account_id2'));
    await userEvent.type(yaml(), '      rows: {{ where: live }');
    expect(form.getByRole('textbox', { name: /^Only rows where/ })).toHaveValue(
      'live',
    );
  });

  it('lets several new columns be typed, commas too', async () => {
    const form = within(await renderEditor());
    const field = form.getByRole('textbox', { name: 'New column' });

    await userEvent.type(field, ', realm');

    expect(field).toHaveValue('account_id, realm');
    expect((yaml() as HTMLTextAreaElement).value).toContain(
      'to: [ account_id, realm ]',
    );
  });

  it('takes back a change of either view by button and by keyboard', async () => {
    const form = within(await renderEditor());
    const field = form.getByRole('textbox', { name: 'New column' });
    await userEvent.type(field, '2');
    await userEvent.type(yaml(), '#');

    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(field).toHaveValue('account_id2');
    await userEvent.click(field);
    await userEvent.keyboard('{Control>}z{/Control}');

    expect(yaml()).toHaveValue(CONTRACT);
    expect(field).toHaveValue('account_id');
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(field).toHaveValue('account_id2');
  });

  it('says at the field what is wrong with it', async () => {
    const form = within(
      await renderEditor([
        { path: 'spec.datasets[0].fields[0].to', mend: 'No such new column.' },
      ]),
    );

    await waitFor(() =>
      expect(
        form.getByRole('textbox', { name: /New column/ }),
      ).toHaveAccessibleDescription('No such new column.'),
    );
  });
});
