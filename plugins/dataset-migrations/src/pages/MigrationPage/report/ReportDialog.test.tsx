import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, aTarget, onePage } from '../../../__testUtils__/records';
import { renderPlugin } from '../../../__testUtils__/renderPlugin';

const migrationId = aMigration().id;

async function openReport(
  listTargets: jest.Mock = jest.fn(async () => onePage(aTarget())),
) {
  renderPlugin({
    path: `/dataset-migrations/m/${migrationId}`,
    api: {
      getMigration: async () =>
        aMigration({
          title: 'Users | <b>v2</b>',
          deadline: '2026-12-15',
          readers: {
            checkedAt: '2026-11-22T10:00:00Z',
            count: 1,
            places: [{ repository: 'h/acme/scio', where: 'A.scala:1' }],
          },
        }),
      listTargets,
      listLedgerEntries: async () => onePage(),
    },
  });
  await userEvent.click(
    await screen.findByRole('button', { name: 'More actions' }),
  );
  await userEvent.click(
    await screen.findByRole('menuitem', { name: 'Report…' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('ReportDialog', () => {
  it('says in Markdown how a migration stands, with text of others as text', async () => {
    const dialog = await openReport();

    const { value } = dialog.getByRole<HTMLTextAreaElement>('textbox');

    expect(value).toMatch(
      /^# Users \\\| \\<b\\>v2\\<\/b\\>\n\n\*\*4 of 15 targets merged/,
    );
    expect(value).toContain('- Deadline: Dec 15, 2026.');
    expect(value).toContain('| 6 pull requests open | 6 |');
    expect(value).toContain('| All | 15 |');
    expect(value).toContain('- acme/scio: A.scala:1');
  });

  it('saves all that happened as a ledger that can be checked', async () => {
    const texts: Promise<string>[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    Object.assign(URL, {
      createObjectURL: (file: Blob) => {
        texts.push(new Response(file).text());
        return 'blob:ledger';
      },
      revokeObjectURL: () => {},
    });
    const dialog = await openReport();

    await userEvent.click(
      dialog.getByRole('button', { name: 'Download the ledger (JSON lines)' }),
    );

    await waitFor(() => expect(texts).toHaveLength(1));
    expect(await texts[0]).toBe(
      `{"ledger":"skein-ledger-1","migrationId":"${migrationId}"}\n`,
    );
  });

  it('puts the targets of all pages into one file', async () => {
    const listTargets = jest.fn(async ({ cursor }: { cursor?: string }) => ({
      ...onePage(aTarget({ id: cursor ?? 'first' })),
      pageInfo: cursor ? {} : { nextCursor: 'second' },
    }));
    const files: Blob[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    Object.assign(URL, {
      createObjectURL: (file: Blob) => {
        files.push(file);
        return 'blob:csv';
      },
      revokeObjectURL: () => {},
    });
    const dialog = await openReport(listTargets);

    await userEvent.click(
      dialog.getByRole('button', { name: 'Download the targets (CSV)' }),
    );

    await waitFor(() => expect(files).toHaveLength(1));
    expect(listTargets).toHaveBeenCalledTimes(2);
    expect(files[0].size).toBeGreaterThan(200);
  });
});
