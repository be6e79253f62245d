/** A fenced block of a Markdown document. */
export interface CodeBlock {
  /** What stands behind the opening fence: `ts run`. */
  readonly info: string;
  /** The line of the document on which its code begins, counted from 1. */
  readonly line: number;
  readonly code: string;
}

/** The fenced blocks of a document, in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (const { 0: fenced, 1: indent = '', 2: info = '', 3: code = '', index } of markdown.matchAll(fences)) {
    const line = markdown.slice(0, index).split('\n').length + (fenced.startsWith('\n') ? 2 : 1);
    blocks.push({ info: info.trim(), line, code: code.replaceAll(`\n${indent}`, '\n').slice(1) });
  }
  return blocks;
}

/** The document without its blocks: what is prose. */
export function withoutCodeBlocks(markdown: string): string {
  return markdown.replaceAll(fences, '').replaceAll(/`[^`\n]*`/g, '');
}

const fences = /^([ \t]*)```(.*)$((?:\n(?!\1```).*)*)\n\1```$/gm;
