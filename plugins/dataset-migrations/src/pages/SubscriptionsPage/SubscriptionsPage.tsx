import { PageBody } from '../../components/Layout';
import { useUrlState } from '../../routing';
import { SubscriptionList } from './SubscriptionList';
import { SubscriptionView } from './SubscriptionView';

/** Who is sent events by webhook: all of them, or the one that the address names. */
export function SubscriptionsPage() {
  const id = useUrlState().get('id');
  return (
    <PageBody>
      {id === undefined ? (
        <SubscriptionList />
      ) : (
        <SubscriptionView key={id} subscriptionId={id} />
      )}
    </PageBody>
  );
}
