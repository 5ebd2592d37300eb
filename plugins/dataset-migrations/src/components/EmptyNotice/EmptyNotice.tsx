import { Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';

/** One sentence why there is nothing, and the act that mends it. */
export function EmptyNotice(props: { text: string; action?: ReactNode }) {
  return (
    <Flex direction="column" align="start" gap="3" py="4">
      <Text as="p">{props.text}</Text>
      {props.action}
    </Flex>
  );
}
