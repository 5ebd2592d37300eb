import {
  Card,
  CardBody,
  CardHeader,
  Container,
  Flex,
  Text,
} from '@backstage/ui';
import styles from './PersonaChoice.module.css';
import { PERSONAS, type Persona } from './personas';

export interface PersonaChoiceProps {
  onChoose(persona: Persona): void;
}

/** One card for each person of the demo. */
export function PersonaChoice({ onChoose }: PersonaChoiceProps) {
  return (
    <Container>
      <Flex direction="column" gap="6" className={styles.page}>
        <Flex direction="column" gap="2">
          <Text as="h1" variant="title-large" weight="bold">
            Skein
          </Text>
          <Text as="p" variant="body-large" color="secondary">
            A demo on this machine, without passwords. Who are you?
          </Text>
        </Flex>
        <ul className={styles.personas}>
          {PERSONAS.map(persona => (
            <li key={persona.userEntityRef}>
              <Card
                label={`${persona.name} — ${persona.role} (${persona.team})`}
                onPress={() => onChoose(persona)}
              >
                <CardHeader>
                  <Text as="h2" variant="title-small" weight="bold">
                    {persona.name}
                  </Text>
                </CardHeader>
                <CardBody>
                  <Text as="p">{persona.role}</Text>
                  <Text as="p" color="secondary">
                    {persona.team}
                  </Text>
                </CardBody>
              </Card>
            </li>
          ))}
        </ul>
      </Flex>
    </Container>
  );
}
