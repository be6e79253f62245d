/** Options that only PostgreSQL knows, as tables and their parts take them; nothing where there are none. */
export function dialectOptions(options: Readonly<Record<string, unknown>>): {
  readonly dialectOptions?: { readonly postgresql: Readonly<Record<string, unknown>> };
} {
  return Object.keys(options).length === 0 ? {} : { dialectOptions: { postgresql: options } };
}
