import type { Rival } from '../harness/race.ts';
import type { PerDatabase } from '../harness/database.ts';
import { digestHandwritten, idOfOperation, type Person } from './person-table.ts';

/** One row by its key, with a statement that was prepared once. */
export function handwrittenSelect(bars: PerDatabase<number>): Rival {
  return {
    label: 'handwritten',
    bars,
    async sqlite({ client, prefix, size }) {
      const statement = client.prepare<[number], Person>(selectById(prefix, '?'));
      return {
        run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++) sum += digestHandwritten(statement.get(idOfOperation(i, size)) as Person);
          return sum;
        },
      };
    },
    async postgresql({ client: { client }, prefix, size }) {
      const query = { name: `${prefix}by_id`, text: selectById(prefix, '$1') };
      await client.query('BEGIN');
      return {
        async run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++)
            sum += digestHandwritten(
              (await client.query<Person>({ ...query, values: [idOfOperation(i, size)] })).rows[0] as Person,
            );
          return sum;
        },
        close: () => client.query('ROLLBACK'),
      };
    },
    async mysql({ client: { connection }, prefix, size }) {
      const sql = selectById(prefix, '?');
      await connection.query('BEGIN');
      return {
        async run(operations) {
          let sum = 0;
          for (let i = 0; i < operations; i++) {
            const [rows] = await connection.execute(sql, [idOfOperation(i, size)]);
            sum += digestHandwritten((rows as Person[])[0] as Person);
          }
          return sum;
        },
        close: () => connection.query('ROLLBACK'),
      };
    },
  };
}

function selectById(prefix: string, placeholder: string): string {
  return `SELECT id, name, age, email, score FROM ${prefix}person WHERE id = ${placeholder}`;
}
