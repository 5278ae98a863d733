import { defineConfig } from 'vitest/config';
import { CountReporter } from './scripts/count-reporter.ts';

// Handed to Node as well, where `import` would make `require` load modules: vite adds that one by itself.
const conditions = ['@causeway/source', 'module', 'node'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,apps}/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: ['default', new CountReporter()],
  },
});
