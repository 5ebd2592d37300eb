import { Alert, Button, Container, Flex } from '@backstage/ui';
import type { Persona } from './personas';

export interface SignInFailureProps {
  persona: Persona;
  error?: Error;
  onChooseAgain(): void;
}

/** What the backend said, where the error only says that a request failed. */
function reasonOf(error: Error | undefined): string | undefined {
  return error?.cause instanceof Error ? error.cause.message : error?.message;
}

/** Says why the chosen person could not be signed in, and leads back to the choice. */
export function SignInFailure(props: SignInFailureProps) {
  return (
    <Container>
      <Flex direction="column" gap="4" align="start">
        <Alert
          status="danger"
          title={`Could not sign in as ${props.persona.name}`}
          description={reasonOf(props.error)}
        />
        <Button onPress={props.onChooseAgain}>Choose again</Button>
      </Flex>
    </Container>
  );
}
