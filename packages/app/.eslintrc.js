module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // browser tests start the same servers as `npm start` does, and scripts/ is not a package
      files: ['e2e-tests/**'],
      rules: {
        '@backstage/no-relative-monorepo-imports': 'off',
        'no-restricted-imports': 'off',
      },
    },
  ],
});
