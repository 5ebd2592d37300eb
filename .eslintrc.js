// For the scripts; each package has a configuration of its own.
module.exports = {
  root: true,
  extends: ['eslint:recommended'],
  env: { node: true, es2024: true },
  parserOptions: { ecmaVersion: 'latest', sourceType: 'module' },
  rules: { 'no-shadow': 'error', 'no-console': 'off' },
};
