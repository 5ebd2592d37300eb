import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Sign-in by choosing one of the three people of the demo. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () => {
          const { PersonaSignInPage } = await import('./PersonaSignInPage');
          return PersonaSignInPage;
        },
      },
    }),
  ],
});
