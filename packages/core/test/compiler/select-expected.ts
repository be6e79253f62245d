/** What SQLAlchemy's default dialect writes for each case; errors by their message. */
export const expected: Readonly<Record<string, string>> = {
  many: 'SELECT count(*) AS count_1, count(*) AS count_2, user_account.id + :id_1 AS anon_1, user_account.id, address.id AS id_2, user_account.id AS id__1, CAST(user_account.name AS VARCHAR) AS name, max(user_account.id) AS max_1, max(user_account.id) AS max_2, :param_1 AS anon_2 \nFROM user_account, address',
  manySub:
    'SELECT anon_1.count_1, anon_1.count_2, anon_1.anon_2, anon_1.id, anon_1.id_1, anon_1.id AS id_2, anon_1.name, anon_1.max_1, anon_1.max_2, anon_1.anon_3 \nFROM (SELECT count(*) AS count_1, count(*) AS count_2, user_account.id + :id_3 AS anon_2, user_account.id AS id, address.id AS id_1, user_account.id AS id__1, CAST(user_account.name AS VARCHAR) AS name, max(user_account.id) AS max_1, max(user_account.id) AS max_2, :param_1 AS anon_3 \nFROM user_account, address) AS anon_1',
  dupes:
    'SELECT count(*) AS count_1, count(*) AS count__1, user_account.id, user_account.id AS id__1, user_account.id AS id__2, address.id AS id_1, address.id AS id__3 \nFROM user_account, address',
  dupesSub:
    'SELECT anon_1.count_1, anon_1.count_1 AS count_1_1, anon_1.id, anon_1.id AS id_1, anon_1.id AS id_2, anon_1.id_3, anon_1.id_3 AS id_3_1 \nFROM (SELECT count(*) AS count_1, count(*) AS count__1, user_account.id AS id, user_account.id AS id__1, user_account.id AS id__2, address.id AS id_3, address.id AS id__3 \nFROM user_account, address) AS anon_1',
  tqDupes:
    'SELECT count(*) AS count_1, count(*) AS count__1, user_account.id AS user_account_id, user_account.id AS user_account_id__1, user_account.id AS user_account_id__2, address.id AS address_id, address.id AS address_id__1 \nFROM user_account, address',
  tq: 'SELECT user_account.id AS user_account_id, x.id AS x_id, user_account.id + :id_1 AS anon_1 \nFROM user_account, user_account AS x',
  tqSub:
    'SELECT anon_1.user_account_id, anon_1.x_id, anon_1.anon_2 \nFROM (SELECT user_account.id AS user_account_id, x.id AS x_id, user_account.id + :id_1 AS anon_2 \nFROM user_account, user_account AS x) AS anon_1',
  sameLabel: 'SELECT user_account.id AS foo, address.id AS foo \nFROM user_account, address',
  orderByStrings:
    'SELECT user_account.name AS foo, user_account.fullname, hi \nFROM user_account ORDER BY foo, foo, foo DESC, user_account.fullname, user_account.fullname',
  labels:
    'SELECT user_account.name || :name_1 AS u \nFROM user_account \nWHERE (user_account.name || :name_1) = :param_1 GROUP BY user_account.name || :name_1 \nHAVING (user_account.name || :name_1) = :param_2 ORDER BY u, u DESC, lower(user_account.name || :name_1), user_account.name || :name_1 || :param_3',
  unionOrder:
    'SELECT user_account.id, user_account.name AS n \nFROM user_account UNION SELECT address.id, address.email_address \nFROM address ORDER BY id, id, n, n DESC\n LIMIT :param_1',
  unionSub:
    'SELECT anon_1.id \nFROM (SELECT user_account.id AS id \nFROM user_account UNION ALL SELECT address.id AS id \nFROM address) AS anon_1',
  unionNested:
    '(SELECT user_account.id \nFROM user_account UNION ALL SELECT address.id \nFROM address) UNION SELECT user_account.id \nFROM user_account',
  unionLimits:
    '(SELECT user_account.id \nFROM user_account UNION ALL SELECT address.id \nFROM address\n LIMIT :param_1) UNION (SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n LIMIT :param_2)',
  exceptLimit:
    '(SELECT user_account.id \nFROM user_account UNION ALL SELECT address.id \nFROM address) EXCEPT (SELECT user_account.id \nFROM user_account\n LIMIT :param_1)',
  existsSelect: 'SELECT EXISTS (SELECT user_account.id \nFROM user_account) AS anon_1',
  existsWhere:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account \nWHERE EXISTS (SELECT address.id \nFROM address \nWHERE address.user_id = user_account.id)',
  existsStar: 'SELECT EXISTS (SELECT * \nFROM user_account \nWHERE user_account.id = :id_1) AS anon_1',
  notExists:
    'SELECT user_account.name \nFROM user_account \nWHERE NOT (EXISTS (SELECT address.id \nFROM address \nWHERE address.user_id = user_account.id))',
  existsFrom: 'SELECT EXISTS (SELECT * \nFROM user_account, address \nWHERE user_account.id = address.user_id) AS anon_1',
  noTable: "SELECT :param_1 AS anon_1, 'x' AS p, z, NULL AS anon_2, true AS anon_3, :q AS anon_4",
  scalars: 'SELECT (SELECT user_account.id \nFROM user_account) AS anon_1, (SELECT user_account.id \nFROM user_account) AS k',
  ctes: 'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account), \nb AS \n(SELECT a.id AS id \nFROM a)\n SELECT b.id, a.name \nFROM b JOIN a ON a.id = b.id \nWHERE a.name = :name_1',
  cteInSub:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account)\n SELECT anon_1.id, anon_1.name, anon_1.fullname \nFROM (SELECT a.id AS id, a.name AS name, a.fullname AS fullname \nFROM a) AS anon_1',
  recursive:
    'WITH RECURSIVE r(n) AS \n(SELECT :param_1 AS n UNION ALL SELECT r.n + :n_1 AS anon_1 \nFROM r \nWHERE r.n < :n_2)\n SELECT r.n \nFROM r',
  recursiveSum:
    'WITH RECURSIVE r(n) AS \n(SELECT :param_1 AS n UNION ALL SELECT r.n + :n_1 AS anon_1 \nFROM r \nWHERE r.n < :n_2)\n SELECT sum(r.n) AS sum_1 \nFROM r',
  cteAlias:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account)\n SELECT a.id, a.name, a.fullname, aa.id AS id_1, aa.name AS name_1, aa.fullname AS fullname_1 \nFROM a, a AS aa \nWHERE a.id = aa.id',
  cteAliasOnly:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account)\n SELECT aa.id, aa.name, aa.fullname \nFROM a AS aa',
  nesting:
    'SELECT anon_1.id \nFROM (WITH n AS \n(SELECT user_account.id AS id \nFROM user_account)\n SELECT n.id AS id \nFROM n) AS anon_1',
  nestingTop: 'WITH n AS \n(SELECT user_account.id AS id \nFROM user_account)\n SELECT n.id \nFROM n',
  nestingUnion:
    'WITH n AS \n(SELECT user_account.id AS id \nFROM user_account)\n SELECT n.id \nFROM n UNION SELECT n.id \nFROM n',
  anonCte:
    'WITH anon_1 AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account), \nanon_2 AS \n(SELECT address.id AS id, address.user_id AS user_id, address.email_address AS email_address \nFROM address)\n SELECT anon_1.id, anon_1.name, anon_1.fullname, anon_2.id AS id_1, anon_2.user_id, anon_2.email_address \nFROM anon_1, anon_2',
  addCte:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account)\n SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account \nWHERE user_account.id = :id_1',
  dmlCte: 'WITH i AS \n(INSERT INTO user_account (name) VALUES (:name_1) RETURNING user_account.id)\n SELECT i.id \nFROM i',
  unionCte:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account), \nb AS \n(SELECT a.id AS id \nFROM a)\n SELECT a.id \nFROM a UNION SELECT b.id \nFROM b',
  cteIn:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account), \nb AS \n(SELECT a.id AS id \nFROM a)\n SELECT a.id \nFROM a \nWHERE a.id IN (SELECT b.id \nFROM b)',
  lateral:
    'SELECT user_account.id, user_account.name, user_account.fullname, l.id AS id_1 \nFROM user_account, LATERAL (SELECT address.id AS id, address.user_id AS user_id, address.email_address AS email_address \nFROM address \nWHERE address.user_id = user_account.id) AS l',
  lateralJoin:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account JOIN LATERAL (SELECT address.id AS id, address.user_id AS user_id, address.email_address AS email_address \nFROM address \nWHERE address.user_id = user_account.id) AS l ON true',
  tablesample:
    'SELECT al.id, al.name, al.fullname \nFROM user_account AS al TABLESAMPLE bernoulli(:bernoulli_1) REPEATABLE (now())',
  tablesampleAnon: 'SELECT user_account_1.id \nFROM user_account AS user_account_1 TABLESAMPLE system(:system_1)',
  values: 'SELECT v.id, v.name \nFROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS v (id, name) \nWHERE v.id = :id_1',
  valuesCte: 'WITH q(id, name) AS \n(VALUES (:param_1, :param_2), (:param_3, :param_4))\n SELECT q.id, q.name \nFROM q',
  valuesAlias: 'SELECT y.id, y.name \nFROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS y (id, name)',
  textSub: 'SELECT t.id, t.name \nFROM (select id, name from user_account where id=:x) AS t',
  textCte: 'WITH t AS \n(select id, name from user_account where id=:x)\n SELECT t.id, t.name \nFROM t',
  textUnion: 'SELECT user_account.id, user_account.name \nFROM user_account UNION select id, name from user_account where id=:x',
  textual: 'SELECT a, b \nFROM t \nWHERE x=:y ORDER BY z',
  joinFk:
    'SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.user_id, address.email_address \nFROM user_account JOIN address ON user_account.id = address.user_id',
  joinOther: 'SELECT address.id \nFROM address JOIN user_account ON user_account.id = address.user_id',
  joinFrom:
    'SELECT user_account.id, address.id AS id_1 \nFROM user_account JOIN address ON user_account.id = address.user_id JOIN item ON address.id = item.address_id',
  joinOuter:
    'SELECT item.id \nFROM item JOIN address ON address.id = item.address_id LEFT OUTER JOIN user_account ON user_account.id = address.user_id',
  joinFull: 'SELECT user_account.id \nFROM user_account FULL OUTER JOIN address ON user_account.id = address.user_id',
  outerjoin:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account LEFT OUTER JOIN address ON address.user_id = user_account.id',
  joinObject:
    'SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.user_id, address.email_address \nFROM user_account JOIN address ON user_account.id = address.user_id',
  joinNested:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account LEFT OUTER JOIN (address JOIN item ON address.id = item.address_id) ON user_account.id = address.user_id',
  joinAliases:
    'SELECT user_account_1.id, user_account_2.id AS id_1 \nFROM user_account AS user_account_1 JOIN user_account AS user_account_2 ON user_account_2.id = user_account_1.id',
  joinLone:
    "InvalidRequestError: Don't know how to join to item. Use selectFrom() or joinFrom() to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.",
  joinSplices:
    'SELECT user_account.id, address.id AS id_1 \nFROM address JOIN item ON address.id = item.address_id, user_account',
  joinAmbiguous:
    "InvalidRequestError: Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. Use selectFrom() or joinFrom() to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.",
  joinLiteral:
    "InvalidRequestError: Don't know how to join to item. Use selectFrom() or joinFrom() to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.",
  implicit:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account, address \nWHERE user_account.id = address.user_id',
  correlated:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account \nWHERE user_account.id = (SELECT address.user_id \nFROM address \nWHERE address.user_id = user_account.id)',
  sameTable:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account \nWHERE user_account.id = (SELECT user_account.id \nFROM user_account)',
  correlateOnly:
    'SELECT user_account.id, user_account.name, user_account.fullname \nFROM user_account \nWHERE user_account.id = (SELECT user_account.id)',
  noFroms:
    'InvalidRequestError: Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.',
  correlate:
    'SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.user_id, address.email_address \nFROM user_account, address \nWHERE EXISTS (SELECT user_account.id \nFROM address \nWHERE user_account.id = address.user_id)',
  correlateExcept:
    'SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.user_id, address.email_address \nFROM user_account, address \nWHERE EXISTS (SELECT user_account.id \nFROM user_account \nWHERE user_account.id = address.user_id)',
  correlateNone:
    'SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.user_id, address.email_address \nFROM user_account, address \nWHERE EXISTS (SELECT user_account.id \nFROM user_account, address \nWHERE user_account.id = address.user_id)',
  correlateBoth:
    'SELECT user_account.id, user_account.name, user_account.fullname, address.id AS id_1, address.user_id, address.email_address \nFROM user_account, address \nWHERE EXISTS (SELECT user_account.id \nWHERE user_account.id = address.user_id)',
  correlateColumns:
    'SELECT (SELECT user_account.id \nFROM user_account \nWHERE user_account.id = address.user_id) AS anon_1, address.id \nFROM address',
  orderBySub:
    'SELECT user_account.id \nFROM user_account ORDER BY (SELECT address.id \nFROM address \nWHERE address.user_id = user_account.id)',
  filterBy: 'SELECT user_account.id \nFROM user_account \nWHERE user_account.name = :name_1',
  filterByJoin:
    'SELECT user_account.id \nFROM user_account JOIN address ON user_account.id = address.user_id \nWHERE address.email_address = :email_address_1',
  inSelect: 'SELECT user_account.id \nFROM user_account \nWHERE user_account.id IN (SELECT address.user_id \nFROM address)',
  countFrom: 'SELECT count(*) AS count_1 \nFROM user_account',
  wheres:
    'SELECT user_account.id \nFROM user_account \nWHERE (EXISTS (SELECT address.id, address.user_id, address.email_address \nFROM address)) AND user_account.id = :id_1 AND (user_account.id = :id_2 OR user_account.id = :id_3)',
  subColumns:
    'SELECT anon_1.k \nFROM (SELECT user_account.id AS k, user_account.name AS name \nFROM user_account) AS anon_1 \nWHERE anon_1.name = :name_1',
  joinSub:
    'SELECT user_account.id \nFROM user_account JOIN (SELECT user_account.id AS k, user_account.name AS name \nFROM user_account) AS anon_1 ON anon_1.k = user_account.id',
  joinSubFk:
    'SELECT address.id \nFROM address JOIN (SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account) AS anon_1 ON anon_1.id = address.user_id',
  joinAliasFk:
    'SELECT address.id, address.user_id, address.email_address \nFROM address JOIN user_account AS user_account_1 ON user_account_1.id = address.user_id',
  orderByUnknown:
    "CompileError: Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL expression 'nope' should be explicitly declared as text('nope')",
  groupByName: 'SELECT user_account.id \nFROM user_account GROUP BY user_account.id ORDER BY user_account.id DESC',
  orderByFrom: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.name',
  orderByColumnOfLabel: 'SELECT user_account.id AS a \nFROM user_account ORDER BY user_account.id',
  groupByLabel: 'SELECT count(user_account.id) AS n \nFROM user_account GROUP BY n ORDER BY n DESC',
  orderByOtherLabel: 'SELECT count(user_account.id) AS n \nFROM user_account ORDER BY count(user_account.id) DESC',
  nothing: 'SELECT',
  nothingFrom: 'SELECT \nFROM user_account',
  nothingWhere: 'SELECT \nFROM user_account \nWHERE user_account.id = :id_1',
  withOnly: 'SELECT user_account.name \nFROM user_account',
  addColumns: 'SELECT user_account.id, address.id AS id_1 \nFROM user_account, address',
  widths:
    'CompileError: All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has 1 columns, select #2 has 2',
  lateralFree: 'SELECT anon_1.id \nFROM LATERAL (SELECT user_account.id AS id \nFROM user_account) AS anon_1',
  alias: 'SELECT a.id, a.name \nFROM user_account AS a \nWHERE a.id = :id_1',
  aliasAll: 'SELECT a.id, a.name, a.fullname \nFROM user_account AS a',
  schema: 'SELECT s.t.x \nFROM s.t \nWHERE s.t.x = :x_1',
  schemaAlias: 'SELECT t_1.x \nFROM s.t AS t_1',
  tqSchema: 'SELECT s.t.x AS s_t_x, q.x AS q_x \nFROM s.t, s.t AS q',
  manyKeys:
    "AmbiguousForeignKeysError: Can't determine join between 'cj' and 'd'; tables have more than one foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly.",
  noKeys:
    "InvalidRequestError: Don't know how to join to d. Use selectFrom() or joinFrom() to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.",
  joinIn:
    'SELECT user_account.id, user_account.name, user_account.fullname, item.id AS id_1, item.address_id \nFROM user_account JOIN address ON user_account.id = address.user_id JOIN item ON address.id = item.address_id',
  joinTwoFroms: 'SELECT item.id \nFROM user_account, address JOIN item ON address.id = item.address_id',
  joinFromPlaced: 'SELECT item.id \nFROM user_account, address JOIN item ON address.id = item.address_id',
  joinBoth:
    "InvalidRequestError: Can't determine which FROM clause to join from, there are multiple FROMS which can join to this entity. Use selectFrom() or joinFrom() to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.",
  limitExpr:
    'SELECT user_account.id \nFROM user_account \nWHERE user_account.id IN (__[POSTCOMPILE_id_1])\n LIMIT coalesce(:coalesce_1, :coalesce_2) OFFSET :o',
  having: 'SELECT user_account.id \nFROM user_account \nHAVING count(*) > :count_1',
  andOr:
    'SELECT user_account.id \nFROM user_account \nWHERE user_account.id > :id_1 AND user_account.id < :id_2 AND (user_account.id = :id_3 OR user_account.id = :id_4)',
  limit: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n LIMIT :param_1',
  offset: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n LIMIT -1 OFFSET :param_1',
  limitOffset: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n LIMIT :param_1 OFFSET :param_2',
  fetch: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n FETCH FIRST :param_1 ROWS ONLY',
  fetchPercent:
    'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n OFFSET :param_1 ROWS\n FETCH FIRST :param_2 PERCENT ROWS ONLY',
  fetchTies: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n FETCH FIRST :param_1 ROWS WITH TIES',
  slice: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n LIMIT :param_1 OFFSET :param_2',
  sliceZero: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id\n LIMIT :param_1',
  distinct: 'SELECT DISTINCT user_account.id \nFROM user_account ORDER BY user_account.id',
  distinctColumn: 'SELECT DISTINCT user_account.name \nFROM user_account',
  distinctOn: 'SELECT DISTINCT ON (user_account.name) user_account.id \nFROM user_account ORDER BY user_account.id',
  prefix: 'SELECT A user_account.id \nFROM user_account ORDER BY user_account.id',
  suffix: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id B ',
  hints: 'SELECT user_account.id \nFROM user_account ORDER BY user_account.id OPT',
  recursiveAlias:
    'WITH RECURSIVE r(id, name) AS \n(SELECT user_account.id AS id, user_account.name AS name \nFROM user_account \nWHERE user_account.id = :id_1 UNION ALL SELECT user_account.id AS id, user_account.name AS name \nFROM user_account, r AS anon_1 \nWHERE user_account.id = anon_1.id)\n SELECT r.id, r.name \nFROM r',
  nestHere:
    'SELECT anon_1.id, anon_1.user_id, anon_1.email_address \nFROM (WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account)\n SELECT address.id AS id, address.user_id AS user_id, address.email_address AS email_address \nFROM address) AS anon_1',
  threeLevels:
    'SELECT user_account.id \nFROM user_account \nWHERE user_account.id = (SELECT address.id \nFROM address \nWHERE address.user_id = (SELECT item.id \nFROM item, user_account \nWHERE item.address_id = address.id AND item.id = user_account.id))',
  lateralUnion:
    'SELECT user_account.id, l.id AS id_1 \nFROM user_account, LATERAL (SELECT address.id AS id \nFROM address \nWHERE address.user_id = user_account.id UNION ALL SELECT :param_1 AS anon_1) AS l',
  cteTwice:
    'WITH a AS \n(SELECT user_account.id AS id, user_account.name AS name, user_account.fullname AS fullname \nFROM user_account)\n SELECT a.id, b.id AS id_1, c.name \nFROM a, a AS b, a AS c',
  twoAnonymous:
    'SELECT anon_1.id, anon_2.id AS id_1 \nFROM (SELECT user_account.id AS id \nFROM user_account) AS anon_1, (SELECT address.id AS id \nFROM address) AS anon_2 \nWHERE anon_1.id = anon_2.id',
  aliasOfSubquery:
    'SELECT s.id, y.id AS id_1 \nFROM (SELECT user_account.id AS id \nFROM user_account) AS s, (SELECT user_account.id AS id \nFROM user_account) AS y \nWHERE s.id = y.id',
  lock: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockNowait: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockSkip: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockRead: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockKey: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockReadKey: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockOf: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
  lockOfTables: 'SELECT user_account.id \nFROM user_account FOR UPDATE',
};
