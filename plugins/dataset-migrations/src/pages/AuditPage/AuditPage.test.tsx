import { NotAllowedError } from '@backstage/errors';
import type {
  Act,
  ListActsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aMigration, onePage } from '../../__testUtils__/records';
import { renderPlugin } from '../../__testUtils__/renderPlugin';

const PATH = '/dataset-migrations/audit';
const HOSTILE = '=1+1"><img src=x onerror=alert(1)>';

function anAct(changes: Partial<Act> = {}): Act {
  return {
    id: '1',
    at: '2026-11-22T10:41:07Z',
    actor: 'user:default/ana',
    act: 'migration-pause',
    through: 'rest',
    outcome: 'done',
    migrationId: aMigration().id,
    migrationTitle: 'User activity v1 → v2',
    asked: [{ name: 'reason', value: 'dbt outage' }],
    ...changes,
  };
}

function renderAudit(query: string, ...acts: Act[]) {
  return renderPlugin({
    path: `${PATH}${query}`,
    api: {
      listActs: jest.fn(async (_request?: ListActsRequest) => onePage(...acts)),
      listMigrations: async () => onePage(aMigration()),
    },
  });
}

describe('AuditPage', () => {
  it('says who asked for what in which migration, and that it was done', async () => {
    renderAudit('', anAct());

    const row = within(
      await screen.findByRole('row', { name: /Pause a migration/ }),
    );

    expect(row.getByRole('link', { name: 'ana' })).toBeInTheDocument();
    expect(
      row.getByRole('link', { name: 'User activity v1 → v2' }),
    ).toHaveAttribute('href', `/dataset-migrations/m/${aMigration().id}`);
    expect(row.getByText('reason').closest('div')).toHaveTextContent(
      'reasondbt outage',
    );
    expect(row.getByText('Done')).toBeInTheDocument();
  });

  it('says why something was not allowed, over which door, and links to nothing that is gone', async () => {
    renderAudit(
      '',
      anAct({
        actor: 'github:farid',
        act: 'command',
        through: 'pullRequest',
        outcome: 'denied',
        migrationTitle: undefined,
        problem: `no ${HOSTILE}`,
      }),
    );

    const row = within(
      await screen.findByRole('row', { name: /Command below a pull request/ }),
    );

    expect(row.getByText('Not allowed')).toBeInTheDocument();
    expect(row.getByText(`no ${HOSTILE}`)).toBeInTheDocument();
    expect(row.queryByRole('link')).not.toBeInTheDocument();
    expect(row.queryByRole('img')).not.toBeInTheDocument();
  });

  it('takes its filters from the address', async () => {
    const { listActs } = renderAudit(
      `?q=ana&act=fleet-stop&outcome=denied&migration=${aMigration().id}`,
    );

    expect(await screen.findByText('No act is like this.')).toBeInTheDocument();
    expect(listActs).toHaveBeenCalledWith(
      {
        limit: 25,
        actor: 'ana',
        act: ['fleet-stop'],
        outcome: ['denied'],
        migrationId: aMigration().id,
      },
      expect.anything(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() =>
      expect(listActs).toHaveBeenLastCalledWith(
        { limit: 25 },
        expect.anything(),
      ),
    );
  });

  it('saves all pages of what the filters leave, with text of others as text', async () => {
    const user = userEvent.setup();
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
    const { listActs } = renderAudit(
      '?q=ana',
      anAct({ outcome: 'refused', problem: HOSTILE }),
    );
    listActs.mockImplementation(async ({ cursor, limit = 0 } = {}) => ({
      ...onePage(anAct({ outcome: 'refused', problem: HOSTILE })),
      pageInfo: cursor || limit < 200 ? {} : { nextCursor: 'second' },
    }));

    await user.click(
      await screen.findByRole('button', { name: 'Download (CSV)' }),
    );

    await waitFor(() => expect(files).toHaveLength(1));
    expect(listActs).toHaveBeenCalledWith({
      actor: 'ana',
      limit: 200,
      cursor: 'second',
    });
    const text = await files[0].text();
    expect(text).toContain(
      `Refused,"'=1+1""><img src=x onerror=alert(1)>"\r\n`,
    );
  });

  it('says that nobody has asked for anything yet', async () => {
    renderAudit('');

    expect(
      await screen.findByText('Nobody has asked for anything yet.'),
    ).toBeInTheDocument();
  });

  it('tells whom to ask when the reader may not see the acts', async () => {
    renderPlugin({
      path: PATH,
      api: {
        listActs: async () => {
          throw new NotAllowedError('You may not see the fleet');
        },
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see the fleet. Ask the owner of the dataset, or a platform admin.',
    );
  });
});
