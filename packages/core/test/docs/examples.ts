import { readWorkspaceFile } from '../architecture/workspace-files.ts';
import { type CodeBlock, codeBlocks } from './code-blocks.ts';
import { commentSurroundings, surroundings } from './surroundings.ts';

/** A piece of TypeScript in a document, or in a doc comment. */
export interface Example {
  readonly document: string;
  readonly line: number;
  /** The module to check or to run; its lines have the numbers that they have in the document. */
  readonly source: string;
  /** What it prints, for one that is marked `ts run`: the `text` block behind it. */
  readonly prints: string | null;
}

/** The examples of a document, except those marked `ts no-check`. */
export function examplesOf(document: string): Example[] {
  const blocks = codeBlocks(readWorkspaceFile(document));
  return blocks.flatMap((block, index) => {
    if (!/^ts( run)?$/.test(block.info)) return [];
    const prints = block.info === 'ts run' ? printedText(blocks[index + 1]) : null;
    return [{ document, line: block.line, source: sourceOf(block, surroundings), prints }];
  });
}

/** What stands behind `@example` in the doc comments of a source file. */
export function commentExamplesOf(document: string): Example[] {
  const text = readWorkspaceFile(document);
  const found: Example[] = [];
  for (const { 0: comment, index: start } of text.matchAll(/^[ \t]*\/\*\*[^]*?\*\//gm)) {
    for (const { 1: example = '', index } of comment.matchAll(/@example([^]*?)(?=\n\s*\* @|\n?\s*\*\/$)/g)) {
      const code = example.replaceAll(/\n[ \t]*\* ?/g, '\n');
      const line = text.slice(0, start + index).split('\n').length;
      found.push({ document, line, source: sourceOf({ code, line }, commentSurroundings), prints: null });
    }
  }
  return found;
}

function printedText(block: CodeBlock | undefined): string {
  return block?.info === 'text' ? block.code : '';
}

/** A program is taken as it is; what imports nothing is the body of a function, with everything of ours at hand. */
function sourceOf({ code, line }: Pick<CodeBlock, 'code' | 'line'>, around: string): string {
  const isProgram = /^\s*(import|export)\b/m.test(code);
  const [head, tail] = isProgram ? ['', ''] : [around, '\n}}'];
  return `${'\n'.repeat(Math.max(0, line - 2))}${head}\n${code}${tail}\nexport {};\n`;
}
