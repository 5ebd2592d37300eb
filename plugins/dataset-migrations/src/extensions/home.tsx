import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/** What comes to the signed-in person's teams, on the home page. */
export const incomingHomePageWidget = HomePageWidgetBlueprint.make({
  name: 'incoming',
  params: {
    name: 'IncomingMigrations',
    title: 'Incoming migrations',
    description: 'Datasets that move, and what your teams have to do about it',
    components: () =>
      import('../entity/IncomingWidget').then(m => ({
        Content: m.IncomingWidget,
      })),
  },
});
