import { PluginHeader } from '@backstage/ui';
import type { PluginHeaderProps } from '@backstage/ui';
import { RiExchangeLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useLinks } from '../routing';

/** The header that the new frontend system draws over every page, and a page below it. */
export function LegacyPage(props: {
  tabs?: PluginHeaderProps['tabs'];
  children: ReactNode;
}) {
  const { tabs, children } = props;
  return (
    <main>
      <PluginHeader
        title="Dataset migrations"
        icon={<RiExchangeLine />}
        titleLink={useLinks().root()}
        tabs={tabs}
      />
      {children}
    </main>
  );
}
