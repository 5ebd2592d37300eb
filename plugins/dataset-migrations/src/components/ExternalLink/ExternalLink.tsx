import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text, VisuallyHidden } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { datasetMigrationsTranslationRef } from '../../translation';
import { safeHref } from '../safeHref';
import styles from './ExternalLink.module.css';

/** A link that leaves Backstage; what is no web address stays text. */
export function ExternalLink(props: {
  href: string | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const href = safeHref(props.href);
  if (!href) {
    return <Text>{props.children}</Text>;
  }
  return (
    <Link href={href} target="_blank" rel="noopener noreferrer">
      {props.children}
      <RiExternalLinkLine className={styles.icon} aria-hidden />
      <VisuallyHidden>{t('common.openInNewTab')}</VisuallyHidden>
    </Link>
  );
}
