import { text } from '@aludel/core';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { FifoPool } from '../clients/fifo-pool.ts';
import type { Race, Rival } from '../harness/race.ts';

const connections = 10;

/** Sixty-four transactions at once over ten connections; each reads a balance, changes it and takes a note. */
export const concurrentTransactions: Race = {
  name: 'transactions',
  title: '64 concurrent transactions of three statements, pool of 10',
  size: 64,
  engineOptions: { poolSize: connections, maxOverflow: 0 },
  setUp: (prefix, size) => [
    `CREATE TABLE ${prefix}account (id INTEGER NOT NULL PRIMARY KEY, balance INTEGER NOT NULL)`,
    `CREATE TABLE ${prefix}entry (account_id INTEGER NOT NULL, amount INTEGER NOT NULL)`,
    `INSERT INTO ${prefix}account (id, balance) VALUES ${Array.from({ length: size }, (_, index) => `(${index + 1}, 0)`).join(', ')}`,
  ],
  tables: ['account', 'entry'],
  rivals: [handwritten()],
  ours({ client, prefix, size }) {
    const transact = (id: number): Promise<number> =>
      client.begin(async (connection) => {
        const balance = await connection.scalar(
          text<{ balance: number }>(`SELECT balance FROM ${prefix}account WHERE id = :id`),
          { id },
        );
        await connection.execute(text(`UPDATE ${prefix}account SET balance = :balance WHERE id = :id`), {
          balance: Number(balance) + 1,
          id,
        });
        await connection.execute(text(`INSERT INTO ${prefix}entry (account_id, amount) VALUES (:id, :amount)`), {
          id,
          amount: 1,
        });
        return Number(balance);
      });
    return {
      run: (operations) => runAll(operations, size, transact),
      restore: () => reset((sql) => client.begin((c) => c.execDriverSql(sql).then(() => {})), prefix),
    };
  },
};

function handwritten(): Rival {
  return {
    label: 'handwritten pool',
    bars: { postgresql: 1.15, mariadb: 1.1, mysql: 1.1 },
    async postgresql({ client: { client, config }, prefix, size }) {
      const clients = Array.from({ length: connections }, () => new pg.Client(config));
      await Promise.all(clients.map((one) => one.connect()));
      const pool = new FifoPool(clients);
      const select = { name: `${prefix}select`, text: `SELECT balance FROM ${prefix}account WHERE id = $1` };
      const update = { name: `${prefix}update`, text: `UPDATE ${prefix}account SET balance = $1 WHERE id = $2` };
      const insert = { name: `${prefix}insert`, text: `INSERT INTO ${prefix}entry (account_id, amount) VALUES ($1, $2)` };
      const transact = (id: number): Promise<number> =>
        pool.use(async (one) => {
          await one.query('BEGIN');
          const { balance } = (await one.query<{ balance: number }>({ ...select, values: [id] })).rows[0] as { balance: number };
          await one.query({ ...update, values: [balance + 1, id] });
          await one.query({ ...insert, values: [id, 1] });
          await one.query('COMMIT');
          return balance;
        });
      return {
        run: (operations) => runAll(operations, size, transact),
        restore: () => reset(async (sql) => void (await client.query(sql)), prefix),
        close: () => Promise.all(clients.map((one) => one.end())),
      };
    },
    async mysql({ client: { connection, config }, prefix, size }) {
      const opened = await Promise.all(Array.from({ length: connections }, () => mysql.createConnection(config)));
      const pool = new FifoPool(opened);
      const transact = (id: number): Promise<number> =>
        pool.use(async (one) => {
          await one.query('BEGIN');
          const [rows] = await one.execute(`SELECT balance FROM ${prefix}account WHERE id = ?`, [id]);
          const { balance } = (rows as { balance: number }[])[0] as { balance: number };
          await one.execute(`UPDATE ${prefix}account SET balance = ? WHERE id = ?`, [balance + 1, id]);
          await one.execute(`INSERT INTO ${prefix}entry (account_id, amount) VALUES (?, ?)`, [id, 1]);
          await one.query('COMMIT');
          return balance;
        });
      return {
        run: (operations) => runAll(operations, size, transact),
        restore: () => reset(async (sql) => void (await connection.query(sql)), prefix),
        close: () => Promise.all(opened.map((one) => one.end())),
      };
    },
  };
}

/** All transactions at once, as often as asked; the sum of the balances that they read. */
async function runAll(operations: number, size: number, transact: (id: number) => Promise<number>): Promise<number> {
  let sum = 0;
  for (let operation = 0; operation < operations; operation++) {
    const balances = await Promise.all(Array.from({ length: size }, (_, index) => transact(index + 1)));
    for (const balance of balances) sum += balance;
  }
  return sum;
}

async function reset(run: (sql: string) => Promise<void>, prefix: string): Promise<void> {
  await run(`UPDATE ${prefix}account SET balance = 0`);
  await run(`TRUNCATE TABLE ${prefix}entry`);
}
