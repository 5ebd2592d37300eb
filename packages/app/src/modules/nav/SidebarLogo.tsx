import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './SidebarLogo.module.css';

/** A skein of geese, and the name where there is room for it. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={styles.link} aria-label="Home">
      <svg className={styles.geese} viewBox="0 0 32 32" aria-hidden="true">
        <path d="M2 7l4 3 4-3M9 13l4 3 4-3M19 16l4 3 4-3M9 21l4 3 4-3M2 27l4 3 4-3" />
      </svg>
      {isOpen && <span className={styles.name}>Skein</span>}
    </Link>
  );
}
