import { render, screen } from '@testing-library/react';
import { app } from './App';

const CONFIG = {
  app: { title: 'Skein', baseUrl: 'http://localhost' },
  backend: { baseUrl: 'http://localhost:7007' },
};

describe('app', () => {
  it('asks a visitor who they are before it shows anything else', async () => {
    process.env = {
      NODE_ENV: 'test',
      // the bundler puts the configuration here
      APP_CONFIG: JSON.parse(
        JSON.stringify([{ data: CONFIG, context: 'test' }]),
      ),
    };

    render(app.createRoot());

    await expect(
      screen.findByRole('heading', { name: 'Ana' }, { timeout: 10_000 }),
    ).resolves.toBeInTheDocument();
  }, 20_000);
});
