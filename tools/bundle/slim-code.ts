import { minify, parse, print } from '@swc/core';

/**
 * JavaScript as it is published: its comments, which the declarations have as well, left out, and the space
 * in front of the lines. Names and lines stay, for stack traces and for those who read what they installed.
 */
export async function slimCode(code: string): Promise<string> {
  const module = await parse(code, { syntax: 'ecmascript', target: 'es2022', comments: false });
  const printed = (await print(module, { jsc: { target: 'es2022' } })).code;
  const slim = printed.replace(/^ +/gm, '');
  // Space at the beginning of a line may also belong to a template.
  return (await essence(slim)) === (await essence(code)) ? slim : printed;
}

/** The same for two programs that differ in nothing but comments and space. */
async function essence(code: string): Promise<string> {
  return (await minify(code, { module: true, compress: false, mangle: false, format: { comments: false } })).code;
}
