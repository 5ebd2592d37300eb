import { Link, Text } from '@backstage/ui';
import styles from './FirstSteps.module.css';

/** Leads from the home page to the dataset that the demo moves. */
export function FirstSteps() {
  return (
    <ol className={styles.steps}>
      <li>
        <Text>
          Open the dataset{' '}
          <Link href="/catalog/default/resource/user-activity-v1">
            user-activity-v1
          </Link>{' '}
          as Ana, who owns it, and choose Migrate.
        </Text>
      </li>
      <li>
        <Text>
          Look at its consumers and at the diff of each, then start: the pull
          requests open.
        </Text>
      </li>
      <li>
        <Text>
          As Ben, see what arrives for{' '}
          <Link href="/catalog/default/group/marketing-analytics">
            marketing-analytics
          </Link>
          , with its evidence.
        </Text>
      </li>
      <li>
        <Text>As Olga, follow all migrations of the company.</Text>
      </li>
    </ol>
  );
}
