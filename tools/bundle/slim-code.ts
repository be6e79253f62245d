import { minify } from 'terser';

/**
 * JavaScript as it is published: without comments, which the declarations have as well, about a statement a line, and
 * with short names for what is local. Classes, members and the functions that doors export keep their names, for stack
 * traces. No function moves into another one, which would make it anew at each call.
 *
 * @param exported the names under which doors export something
 */
export async function slimCode(code: string, exported: ReadonlySet<string>): Promise<string> {
  const { code: slim } = await minify(code, {
    module: true,
    compress: {
      ecma: 2020,
      passes: 2,
      inline: 0,
      reduce_funcs: false,
      reduce_vars: false,
      sequences: false,
      keep_classnames: true,
    },
    mangle: { keep_classnames: true, keep_fnames: oneOf(exported) },
    format: { ecma: 2020, comments: false, semicolons: false, max_line_len: 400 },
  });
  return slim as string;
}

function oneOf(names: ReadonlySet<string>): RegExp {
  return new RegExp(`^(?:${[...names].join('|')})$`);
}
