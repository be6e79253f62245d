/** What the statements are on a database like Oracle. */
export const oracleSql: Readonly<Record<string, string>> = {
  'a column and a reserved name': 'SELECT "order".id, person.is_active FROM "order" JOIN person ON person.id = "order".person_id',
  'a select without tables': 'SELECT :1 AS one FROM DUAL',
  aliases: 'SELECT boss.name, o.id FROM person boss, (SELECT "order".id AS id FROM "order") o',
  'outer join': 'SELECT person.id FROM person LEFT OUTER JOIN "order" ON person.id = "order".person_id WHERE "order".id IS NULL',
  limit: 'SELECT DISTINCT person.id FROM person FETCH FIRST :1 ROWS ONLY',
  'limit and offset': 'SELECT person.id FROM person ORDER BY person.id OFFSET :1 ROWS FETCH FIRST :2 ROWS ONLY',
  'offset without order': 'SELECT person.id FROM person OFFSET :1 ROWS',
  'limit in a subquery':
    'SELECT n.id FROM (SELECT "order".id AS id FROM "order" ORDER BY "order".id DESC FETCH FIRST :1 ROWS ONLY) n',
  'limit of a union': 'SELECT person.id FROM person UNION SELECT "order".id FROM "order" ORDER BY id FETCH FIRST :1 ROWS ONLY',
  ties: 'SELECT person.id FROM person ORDER BY person.id FETCH FIRST :1 ROWS WITH TIES',
  except: 'SELECT person.id FROM person MINUS SELECT "order".id FROM "order"',
  'except all': 'UnsupportedCompilationError: The dialect orcl has no EXCEPT ALL. Use exists(), or a join.',
  'union all of ordered queries':
    '(SELECT "order".id FROM "order" ORDER BY "order".id DESC FETCH FIRST :1 ROWS ONLY) UNION ALL SELECT person.id FROM person',
  cte: 'WITH totals AS (SELECT "order".person_id AS person_id, sum("order".total) AS sum FROM "order" GROUP BY "order".person_id) SELECT person.name, totals.sum FROM person JOIN totals ON totals.person_id = person.id',
  'recursive cte':
    'WITH numbers(n) AS (SELECT :1 AS n FROM DUAL UNION ALL SELECT numbers.n + :2 AS anon_1 FROM numbers WHERE numbers.n < :3) SELECT numbers.n FROM numbers',
  values:
    'SELECT pairs.name FROM (SELECT :1 AS id, :2 AS name FROM DUAL UNION ALL SELECT :3, :4 FROM DUAL) pairs WHERE pairs.id = :5',
  window: 'SELECT row_number() OVER (PARTITION BY "order".person_id ORDER BY "order".total DESC) AS anon_1 FROM "order"',
  exists: 'SELECT person.id FROM person WHERE EXISTS (SELECT "order".id FROM "order" WHERE "order".person_id = person.id)',
  lock: 'SELECT person.id, person.name, person.is_active, person.born, person.doc FROM person FOR UPDATE SKIP LOCKED',
  hint: 'SELECT person.id FROM person',
  'a boolean as a condition': 'SELECT person.id FROM person WHERE person.is_active = 1 AND person.name = :1',
  'a boolean that is not': 'SELECT person.id FROM person WHERE person.is_active = 0 OR person.is_active = 1',
  'a constant as a condition': 'SELECT person.id FROM person WHERE 0 = 1',
  'a condition as a column':
    'SELECT CASE WHEN person.id > :1 THEN 1 WHEN NOT (person.id > :2) THEN 0 END AS big, CASE WHEN EXISTS (SELECT "order".id FROM "order") THEN 1 ELSE 0 END AS "any" FROM person',
  'a condition as an argument':
    'SELECT max(CASE WHEN person.id = :1 THEN 1 WHEN NOT (person.id = :2) THEN 0 END) AS max_1 FROM person',
  'a condition as a condition': 'SELECT person.id FROM person WHERE NOT (person.id > :1 AND person.id < :2)',
  'a condition as an operand':
    'SELECT person.id FROM person WHERE person.is_active = CASE WHEN person.id > :1 THEN 1 WHEN NOT (person.id > :2) THEN 0 END',
  'a condition in an order':
    'SELECT person.id FROM person ORDER BY CASE WHEN person.name = :1 THEN 1 WHEN NOT (person.name = :2) THEN 0 END DESC',
  'a case of a boolean': 'SELECT CASE WHEN person.is_active = 1 THEN :1 ELSE :2 END AS anon_1 FROM person',
  concat: 'SELECT person.name || :1 || person.name AS anon_1 FROM person',
  contains: "SELECT person.id FROM person WHERE (person.name LIKE '%' || :1 || '%' ESCAPE '/')",
  ilike: 'SELECT person.id FROM person WHERE lower(person.name) LIKE lower(:1)',
  cast: 'SELECT CAST(person.id AS VARCHAR2(10 CHAR)) AS id, CAST(person.name AS CLOB) AS name FROM person',
  extract: 'SELECT EXTRACT(year FROM person.born) AS anon_1 FROM person',
  'json text': 'SELECT JSON_VALUE(person.doc, :1 RETURNING VARCHAR2(4000 CHAR)) AS anon_1 FROM person',
  'json number': 'SELECT person.id FROM person WHERE JSON_VALUE(person.doc, :1 RETURNING NUMBER(10)) > :2',
  'json document': 'SELECT JSON_QUERY(person.doc, :1) AS anon_1 FROM person',
  'nulls first': 'SELECT person.id FROM person ORDER BY person.born DESC NULLS FIRST',
  collate: 'SELECT person.id FROM person ORDER BY person.name COLLATE "Latin1_General_CI_AS"',
  strings: "SELECT listagg(person.name, ', ') WITHIN GROUP (ORDER BY NULL) AS aggregate_strings_1 FROM person",
  now: 'SELECT SYSTIMESTAMP AS now_1, length(person.name) AS char_length_1 FROM person',
  in: 'SELECT person.id FROM person WHERE person.id IN (__[POSTCOMPILE_id_1]) AND (person.id NOT IN (__[POSTCOMPILE_id_2]))',
  insert: 'INSERT INTO person (id, name) VALUES (:1, :2)',
  'insert of rows': 'INSERT INTO person (id, name) SELECT :1, :2 FROM DUAL UNION ALL SELECT :3, :4 FROM DUAL',
  'insert of nothing': 'INSERT INTO "order" (id) VALUES (DEFAULT)',
  'insert from select': 'INSERT INTO "order" (person_id) SELECT person.id FROM person',
  'insert of a sequence': 'INSERT INTO numbered (id, name) VALUES (:1, :2)',
  'insert returning':
    'CompileError: RETURNING is not supported by dialect orcl for INSERT statements: it has no such clause. Select the rows instead.',
  update:
    'UPDATE person SET is_active=(CASE WHEN person.id > :1 THEN 1 WHEN NOT (person.id > :2) THEN 0 END) WHERE person.id = :3',
  'update returning':
    'CompileError: RETURNING is not supported by dialect orcl for UPDATE statements: it has no such clause. Select the rows instead.',
  'update from': 'CompileError: The dialect orcl has no UPDATE that names several tables. Use a scalarSubquery().',
  delete: 'DELETE FROM person WHERE person.id = :1',
  'delete returning':
    'CompileError: RETURNING is not supported by dialect orcl for DELETE statements: it has no such clause. Select the rows instead.',
  'delete using': 'CompileError: The dialect orcl has no DELETE that names several tables. Use where(table.c.id.in(select(…))).',
  upsert:
    'MERGE INTO person USING (SELECT :1 AS id, :2 AS name FROM DUAL) excluded ON (person.id = excluded.id) WHEN MATCHED THEN UPDATE SET name = excluded.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (excluded.id, excluded.name)',
  'upsert of nothing':
    'CompileError: RETURNING is not supported by dialect orcl for INSERT statements: it has no such clause. Select the rows instead.',
  'create table':
    "CREATE TABLE IF NOT EXISTS account ( id NUMBER(10) GENERATED BY DEFAULT AS IDENTITY, email VARCHAR2(30 CHAR) NOT NULL, about CLOB NOT NULL, is_active NUMBER(1) DEFAULT '1' NOT NULL, balance NUMBER(10, 2) NOT NULL, seen TIMESTAMP WITH TIME ZONE NOT NULL, photo BLOB NOT NULL, PRIMARY KEY (id), UNIQUE (email) )",
  'create table with identity':
    'CREATE TABLE counted ( id NUMBER(10) GENERATED BY DEFAULT AS IDENTITY (START WITH 10), PRIMARY KEY (id) )',
  'drop table': 'DROP TABLE account CASCADE CONSTRAINTS',
  'create index': 'CREATE INDEX ix_balance ON account (balance)',
  'drop index': 'DROP INDEX ix_balance',
};
