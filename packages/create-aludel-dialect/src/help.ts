/** What `--help` prints. */
export const help = `Writes the package of a new Aludel dialect.

  npm create aludel-dialect my-db
      a dialect for the URLs my-db://…, with its driver, in the folder my-db
  npm create aludel-dialect ./packages/my-db
      the same, elsewhere
  npm create aludel-dialect postgresql+other
      another driver for a database that Aludel knows: postgresql, sqlite, mysql, mariadb

  --driver NAME   how the driver is called, if not like the dialect: my-db+NAME://
  --help          this text

With npm, options stand behind two dashes: npm create aludel-dialect my-db -- --driver wire`;
