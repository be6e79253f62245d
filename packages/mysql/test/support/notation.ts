/** How the conformance suite writes its tables on MySQL and MariaDB. */
export const notation = {
  binaryType: 'LONGBLOB',
  textType: 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  generatedKey: 'INTEGER AUTO_INCREMENT PRIMARY KEY',
  quote: (name: string): string => `\`${name.replaceAll('`', '``')}\``,
};
