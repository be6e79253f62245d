/** How the conformance suite writes its tables on MySQL and MariaDB. */
export const notation = {
  binaryType: 'LONGBLOB',
  textType: 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  timeType: 'TIME(6)',
  timestampType: 'DATETIME(6)',
  instantType: 'DATETIME(6)',
  generatedKey: 'INTEGER AUTO_INCREMENT PRIMARY KEY',
  quote: (name: string): string => `\`${name.replaceAll('`', '``')}\``,
};
