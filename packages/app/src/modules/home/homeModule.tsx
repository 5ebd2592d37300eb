import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const firstStepsWidget = HomePageWidgetBlueprint.make({
  name: 'first-steps',
  params: {
    name: 'FirstSteps',
    title: 'First steps',
    description: 'How a dataset is moved, in four steps',
    components: async () => {
      const { FirstSteps } = await import('./FirstSteps');
      return { Content: FirstSteps };
    },
  },
});

/** What this app adds to the home page. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [firstStepsWidget],
});
