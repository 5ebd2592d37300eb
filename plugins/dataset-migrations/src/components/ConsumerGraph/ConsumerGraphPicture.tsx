import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { ConsumerNode } from '@skein/backstage-plugin-dataset-migrations-common';
import { useWidth } from '../../hooks/useWidth';
import { datasetMigrationsTranslationRef } from '../../translation';
import { entityName } from '../EntityLink';
import styles from './ConsumerGraph.module.css';
import type {
  ConsumerGraphPlan,
  GraphColumn,
  NodePlace,
} from './planConsumerGraph';

const ROW = 40;
const NODE = 32;
const GAP = 56;
const USUAL_WIDTH = 900;
/** Narrower than this nobody reads a name; the picture goes sideways then. */
const LEAST_COLUMN = 190;
const MOST_COLUMN = 360;
const THICKEST = 8;

export interface ConsumerGraphPictureProps {
  plan: ConsumerGraphPlan;
  /** Name of the dataset. */
  dataset: string;
  /** Address of the consumers of a node. */
  hrefOf: (node: ConsumerNode) => string;
  /** Address of all that are equally far from the dataset. */
  hrefOfColumn: (hops: number) => string;
}

/** Who reads the dataset, from left to right by how far it is; each node is a link to its consumers. */
export function ConsumerGraphPicture(props: ConsumerGraphPictureProps) {
  const { plan, dataset, hrefOf, hrefOfColumn } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const { ref, width } = useWidth<HTMLDivElement>(USUAL_WIDTH);
  const columnCount = plan.columns.length + 1;
  const column = Math.min(
    MOST_COLUMN,
    Math.max(LEAST_COLUMN, width / columnCount),
  );
  const height = plan.rows * ROW;
  const most = Math.max(1, ...plan.lines.map(({ consumers }) => consumers));
  const left = (index: number) => (index + 1) * column;
  const nodeWidth = column - GAP;
  const start = (place: NodePlace | undefined) =>
    place
      ? { x: left(place.column) + nodeWidth, y: place.row * ROW + NODE / 2 }
      : { x: nodeWidth, y: NODE / 2 };

  return (
    <div ref={ref} className={styles.scroll}>
      <div
        className={styles.canvas}
        style={{ width: columnCount * column - GAP, height }}
      >
        <svg
          aria-hidden
          className={styles.lines}
          width={columnCount * column}
          height={height}
        >
          {plan.lines.map(({ from, to, consumers }) => {
            const a = start(from);
            const b = { x: left(to.column), y: to.row * ROW + NODE / 2 };
            const middle = (a.x + b.x) / 2;
            return (
              <path
                key={`${a.x},${a.y} ${b.x},${b.y}`}
                d={`M${a.x},${a.y}C${middle},${a.y} ${middle},${b.y} ${b.x},${b.y}`}
                strokeWidth={Math.max(1.5, (consumers / most) * THICKEST)}
              />
            );
          })}
        </svg>
        <span
          className={`${styles.node} ${styles.dataset}`}
          style={{ width: nodeWidth, height: NODE }}
        >
          <bdi className={styles.name}>{dataset}</bdi>
        </span>
        <ol className={styles.columns} aria-label={t('graph.list')}>
          {plan.columns.map((each, index) => (
            <GraphColumnNodes
              key={each.hops}
              column={each}
              left={left(index)}
              width={nodeWidth}
              hrefOf={hrefOf}
              hrefOfColumn={hrefOfColumn}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

function GraphColumnNodes(
  props: Pick<ConsumerGraphPictureProps, 'hrefOf' | 'hrefOfColumn'> & {
    column: GraphColumn;
    left: number;
    width: number;
  },
) {
  const { column, left, width, hrefOf, hrefOfColumn } = props;
  const { hops, nodes, more } = column;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const at = (row: number) => ({ left, top: row * ROW, width, height: NODE });
  return (
    <>
      {nodes.map((node, row) => {
        const name = node.ownerRef
          ? entityName(node.ownerRef)
          : t('common.unknownOwner');
        return (
          <li key={node.id} style={at(row)} className={styles.item}>
            <Link
              href={hrefOf(node)}
              className={styles.node}
              aria-label={t('graph.node', {
                name,
                count: node.consumers,
                hops: String(hops),
                undeclared: String(node.undeclared),
              })}
            >
              <bdi className={styles.name}>{name}</bdi>
              <span className={styles.count}>{node.consumers}</span>
              {node.undeclared > 0 && (
                <span className={styles.undeclared}>
                  {t('graph.undeclared', { count: node.undeclared })}
                </span>
              )}
            </Link>
          </li>
        );
      })}
      {more.nodes > 0 && (
        <li style={at(nodes.length)} className={styles.item}>
          <Link href={hrefOfColumn(hops)} className={styles.node}>
            <span className={styles.name}>
              {t('graph.more', { count: more.nodes })}
            </span>
            <span className={styles.count}>{more.consumers}</span>
          </Link>
        </li>
      )}
    </>
  );
}
