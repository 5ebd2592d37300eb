import type { StoredContract } from '@skein/backstage-plugin-dataset-migrations-common';
import { PlainWords } from './PlainWords';
import styles from './ContractEditor.module.css';

/** A stored contract to read: its text, and what it says in plain words. */
export function ContractText(props: { contract: StoredContract }) {
  return (
    <div className={styles.editor}>
      {/* Scrolls by keyboard too. */}
      <pre
        className={styles.shown}
        dir="ltr"
        role="region"
        aria-label="YAML"
        tabIndex={0}
      >
        {props.contract.text}
      </pre>
      <div className={styles.beside}>
        <PlainWords sentences={props.contract.explanation} />
      </div>
    </div>
  );
}
