import { readWorkspaceFile } from '../architecture/workspace-files.ts';
import { type CodeBlock, codeBlocks } from './code-blocks.ts';

/** A piece of TypeScript in a document. */
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
    return [{ document, line: block.line, source: sourceOf(block), prints }];
  });
}

function printedText(block: CodeBlock | undefined): string {
  return block?.info === 'text' ? block.code : '';
}

/** A program is taken as it is; what imports nothing is the body of a function, with everything of ours at hand. */
function sourceOf({ code, line }: CodeBlock): string {
  const isProgram = /^(import|export)\b/m.test(code);
  const [head, tail] = isProgram ? ['', ''] : [surroundings, '\n}}'];
  return `${'\n'.repeat(line - 2)}${head}\n${code}${tail}\nexport {};\n`;
}

const surroundings = [
  "import * as aludel from '@aludel/core';",
  "import { bindparam, createEngine, event, makeUrl, registerDialect, scopedSession, sessionmaker, sql, text, types as t } from '@aludel/core';",
  "import { AludelError, Connection, DBAPIError, Engine, NullPool, QueuePool, Session, StaticPool, URL } from '@aludel/core';",
  'export async function example(engine: Engine, connection: Connection, session: Session): Promise<void> {{',
].join(' ');
