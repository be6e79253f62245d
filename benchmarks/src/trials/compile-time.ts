import { type Connection, createEngine, type TextClause, text } from '@aludel/core';
import { instantDialect } from '../clients/instant-dialect.ts';
import type { Case } from '../harness/case.ts';
import type { Finding } from '../harness/finding.ts';
import { medianOf } from '../harness/median.ts';
import type { Contender } from '../harness/contender.ts';
import { runRounds } from '../harness/rounds.ts';

/** What the engine takes for a text by itself, on a database that has the answer at once. The same for all databases. */
export const compileTime: Case = {
  name: 'compile',
  title: 'build, compile and execute a text on a database that answers at once',
  async measure(database, effort) {
    if (database.name !== 'sqlite') return [];
    await using engine = createEngine('sqlite://', { dialect: instantDialect });
    await using connection = await engine.connect();
    const contenders = [
      buildOnly(),
      executing(connection, keptText()),
      executing(connection, sameText),
      executing(connection, newText()),
      executingRaw(connection),
    ];
    const { timesMs, operations } = await runRounds(contenders, { ...effort, isOneOperation: false, verify: () => {} });
    const times = timesMs.map((turns) => turns.map((ms) => (ms / operations) * 1000));
    const [build = [], kept = [], cached = [], cold = [], raw = []] = times;
    const finding = (figure: string, values: readonly number[]): Finding => ({
      case: 'compile',
      database: database.name,
      figure,
      value: medianOf(values),
      unit: 'µs',
      bar: null,
      detail: `${operations} a turn`,
    });
    return [
      finding('text() alone', build),
      finding('execute, the text kept', kept),
      finding('execute, built anew and found in the cache', cached),
      finding('execute, built anew and compiled', cold),
      finding(
        'compiling alone',
        cold.map((us, round) => us - (cached[round] as number)),
      ),
      finding('execDriverSql', raw),
    ];
  },
};

const sql =
  'SELECT u.id, u.name, a.email FROM user_account u JOIN address a ON a.user_id = u.id WHERE u.id = :id AND u.age > :age AND a.email LIKE :pattern ORDER BY u.name LIMIT 10';
const params = { id: 1, age: 18, pattern: '%@example.org' };

function sameText(): TextClause {
  return text(sql);
}

function keptText(): () => TextClause {
  const kept = text(sql);
  return () => kept;
}

/** Never the same twice. */
function newText(): () => TextClause {
  let count = 0;
  return () => text(`${sql} -- ${count++}`);
}

function buildOnly(): Contender {
  return {
    run(operations) {
      let length = 0;
      for (let i = 0; i < operations; i++) length += sameText().text.length;
      return length;
    },
  };
}

function executing(connection: Connection, statement: () => TextClause): Contender {
  return {
    async run(operations) {
      for (let i = 0; i < operations; i++) await connection.execute(statement(), params);
    },
  };
}

function executingRaw(connection: Connection): Contender {
  return {
    async run(operations) {
      for (let i = 0; i < operations; i++) await connection.execDriverSql('SELECT 1 WHERE ? > ?', [1, 2]);
    },
  };
}
