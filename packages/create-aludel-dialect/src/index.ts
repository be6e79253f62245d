#!/usr/bin/env node
import { createDialect } from './create-dialect.ts';

process.exitCode = createDialect(process.argv.slice(2), {
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
});
