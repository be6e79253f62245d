import type { ErrorKind } from '@aludel/core/dialect';

/**
 * Numbers that both servers give the same meaning, by kind.
 * https://dev.mysql.com/doc/mysql-errors/9.0/en/server-error-reference.html, https://mariadb.com/kb/en/mariadb-error-codes/
 */
const errnosByKind: readonly (readonly [ErrorKind, readonly number[]])[] = [
  ['unique', [1022, 1062, 1169, 1557, 1586, 1761, 1762, 1859]],
  ['foreign-key', [1216, 1217, 1451, 1452]],
  ['not-null', [1048, 1364]],
  ['check', [3819]],
  ['integrity', [1644]],
  // Out of range, wrong value, too long, wrong JSON, division by zero.
  ['data', [1264, 1265, 1292, 1365, 1366, 1367, 1406, 1411, 1426, 1441, 1690, 3140, 3141, 3143, 3155, 3156, 3157, 3854, 3903]],
  ['programming', [1054, 1064, 1136, 1142, 1143, 1146, 1149, 1193, 1210, 1227, 1305, 1370, 1390]],
  ['serialization', [1020]],
  ['deadlock', [1213, 1614]],
  ['lock-timeout', [1205, 1613, 3572]],
  ['canceled', [1317, 3024]],
  // Who may connect, and to what; resources; servers that may only be read.
  [
    'operational',
    [
      1044, 1045, 1049, 1129, 1130, 1698, 3159, 1021, 1030, 1037, 1038, 1040, 1041, 1114, 1203, 1206, 1226, 1461, 1290, 1792,
      1836,
    ],
  ],
  ['internal', [1568]],
  ['not-supported', [1235, 1286, 1295]],
];

/** The kind of an error that both servers number alike. */
export const kindsByErrno: ReadonlyMap<number, ErrorKind> = new Map(
  errnosByKind.flatMap(([kind, errnos]) => errnos.map((errno) => [errno, kind] as const)),
);

/**
 * Numbers that MariaDB gives another meaning than MySQL, together with the SQLSTATE that tells them apart:
 * 4025 is a CHECK violation there and a matter of InnoDB's files in MySQL, 1969 a statement time-out.
 */
export const kindsOfMariaDb: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['4025 23000', 'check'],
  ['1969 70100', 'canceled'],
  ['1968 70100', 'canceled'],
  ['1928 70100', 'canceled'],
]);

/** The kind of an error that no table names, by the class of its SQLSTATE. */
export const kindsBySqlState: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  ['07', 'programming'],
  ['08', 'disconnect'],
  ['0A', 'not-supported'],
  ['21', 'programming'],
  ['22', 'data'],
  ['23', 'integrity'],
  ['25', 'internal'],
  ['28', 'operational'],
  ['3D', 'operational'],
  ['40', 'deadlock'],
  ['42', 'programming'],
  ['70', 'canceled'],
]);

/** The server's numbers, and those of the C client that proxies pass on, after which the connection is gone. */
export const disconnectErrnos: ReadonlySet<number> = new Set([
  1053, 1152, 1153, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 2014, 2045, 2055, 4031,
]);

/** How mysql2 and Node call what happens to a connection rather than to a statement. */
export const disconnectNames =
  /^(?:PROTOCOL_|HANDSHAKE_|AUTH_SWITCH_|E(?:AI_AGAIN|CONN(?:REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND)$)/;

/** The part of them that says that no connection came about. */
export const connectNames = /^(?:HANDSHAKE_|AUTH_SWITCH_|ECONNREFUSED$|ENOTFOUND$|EAI_AGAIN$)/;
