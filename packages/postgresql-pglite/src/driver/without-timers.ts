import type { Extension } from '@electric-sql/pglite';

/** What PGlite hands to WebAssembly, as far as it matters here. */
interface WasmOptions {
  readonly instantiateWasm: (imports: { readonly env: Record<string, unknown> }, done: unknown) => unknown;
}

/**
 * Takes its timers away from PostgreSQL. They could never interrupt a statement, since both run on one thread; but one
 * that flushes statistics would keep the process alive for ten seconds, also after the database was closed.
 */
export const withoutTimers: Extension = {
  name: 'aludel_without_timers',
  setup: async (_pglite, emscriptenOpts: WasmOptions) => ({
    emscriptenOpts: {
      ...emscriptenOpts,
      instantiateWasm: (imports, done) => {
        imports.env['_setitimer_js'] = () => 0;
        return emscriptenOpts.instantiateWasm(imports, done);
      },
    } satisfies WasmOptions,
  }),
};
