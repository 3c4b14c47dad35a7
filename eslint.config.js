import js from "@eslint/js";
import globals from "globals";

const STATIC = "selfhelp_teach/widgets/static";

export default [
  { ignores: [`${STATIC}/vendor/**`, `${STATIC}/host/bundle.js`, ".venv*/**", "build/**", "dist/**", "site/**"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, globals: { ...globals.browser } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" }],
      "prefer-const": "error",
    },
  },
  { files: ["tests/js/**"], languageOptions: { globals: { ...globals.node } } },
];
