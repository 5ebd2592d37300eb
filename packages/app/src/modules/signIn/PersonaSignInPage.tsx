import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import {
  findChosenPersona,
  forgetPersona,
  rememberPersona,
} from './chosenPersona';
import { PersonaChoice } from './PersonaChoice';
import { PersonaIdentity } from './PersonaIdentity';
import type { Persona } from './personas';
import { SignInFailure } from './SignInFailure';

/** Lets the visitor choose who to be; whoever chose before is signed in at once. */
export function PersonaSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [persona, setPersona] = useState(findChosenPersona);

  const choose = (chosen: Persona) => {
    rememberPersona(chosen);
    setPersona(chosen);
  };
  const chooseAgain = () => {
    forgetPersona();
    setPersona(undefined);
  };

  if (!persona) {
    return <PersonaChoice onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      provider="persona"
      headers={{ 'x-skein-persona': persona.userEntityRef }}
      onSignInSuccess={identity =>
        onSignInSuccess(new PersonaIdentity(identity))
      }
      ErrorComponent={({ error }) => (
        <SignInFailure
          persona={persona}
          error={error}
          onChooseAgain={chooseAgain}
        />
      )}
    />
  );
}
