import { allCases } from './all-cases.ts';
import type { DatabaseName } from './harness/database.ts';
import { fullEffort } from './harness/effort.ts';

// A program: node measure-process.ts <case> <database> <url> <rounds>; with --cpu-prof it shows where the time goes.

const [name, database, url, rounds] = process.argv.slice(2) as [string, DatabaseName, string, string];
const measured = allCases.find((one) => one.name === name);
const findings = await measured?.measure({ name: database, url }, { ...fullEffort, rounds: Number(rounds) });
console.log(JSON.stringify(findings ?? []));
