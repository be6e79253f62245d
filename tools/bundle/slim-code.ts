import { minify } from 'terser';

/**
 * JavaScript as it is published: without its comments, which the declarations have as well, without the space in front of
 * the lines, and with short names for what is local. The names of functions, classes and members stay, and so do the
 * lines: stack traces tell what they told.
 */
export async function slimCode(code: string): Promise<string> {
  const { code: slim } = await minify(code, {
    module: true,
    compress: false,
    mangle: { keep_classnames: true, keep_fnames: true },
    format: { beautify: true, indent_level: 0, comments: false },
  });
  return slim as string;
}
