import { usePermission } from '@backstage/plugin-permission-react';
import { fleetReadPermission } from '@skein/backstage-plugin-dataset-migrations-common';
import { Navigate, Route, Routes } from 'react-router-dom';
import { PAGE_TABS } from '../extensions/pageTabs';
import { FleetPage } from '../pages/FleetPage';
import { IncomingPage } from '../pages/IncomingPage';
import { MigrationsPage } from '../pages/MigrationsPage';
import { useLinks } from '../routing';
import { LegacyPage } from './LegacyPage';

const PAGES = {
  migrations: <MigrationsPage />,
  incoming: <IncomingPage />,
  fleet: <FleetPage />,
};

/** `/dataset-migrations` with its tabs. */
export function RootPage() {
  const root = useLinks().root() ?? '';
  const { allowed: mayReadFleet } = usePermission({
    permission: fleetReadPermission,
  });
  const names = (['migrations', 'incoming', 'fleet'] as const).filter(
    name => name !== 'fleet' || mayReadFleet,
  );
  return (
    <LegacyPage
      tabs={names.map(name => ({
        id: name,
        label: PAGE_TABS[name].title,
        href: `${root}/${PAGE_TABS[name].path}`,
        matchStrategy: 'prefix',
      }))}
    >
      <Routes>
        <Route
          index
          element={<Navigate to={PAGE_TABS.migrations.path} replace />}
        />
        {names.map(name => (
          <Route key={name} path={PAGE_TABS[name].path} element={PAGES[name]} />
        ))}
      </Routes>
    </LegacyPage>
  );
}
